using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TraceToll.Hosts.Namespaces;

/// <summary>
/// A network namespace without a name. It is held by an open file of this process and by the processes in it, and the kernel removes it,
/// with its links, when none of them is left: there is nothing to sweep when this process is killed.
/// </summary>
internal sealed class NetworkNamespace : IDisposable
{
    private const int CloneNewNet = 0x40000000;

    private readonly SafeFileHandle _file;

    private NetworkNamespace(SafeFileHandle file) => _file = file;

    /// <summary>For other processes, as <c>nsenter --net=</c> and <c>ip ... netns</c> take it.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{_file.DangerousGetHandle()}";

    /// <exception cref="RigFailureException">The kernel refuses.</exception>
    public static NetworkNamespace Create()
    {
        SafeFileHandle? file = null;
        var refused = "";

        // On a thread that is then thrown away: a namespace belongs to a thread, and this one's must not come back to the pool.
        var thread = new Thread(() =>
        {
            if (Unshare(CloneNewNet) != 0)
            {
                refused = Marshal.GetLastPInvokeErrorMessage();
                return;
            }

            try
            {
                file = File.OpenHandle("/proc/thread-self/ns/net", share: FileShare.ReadWrite);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                refused = failure.Message;
            }
        });
        thread.Start();
        thread.Join();
        return file != null ? new NetworkNamespace(file) : throw new RigFailureException(
            $"no network namespace can be made here: {refused}", "run as root (sudo), or with CAP_SYS_ADMIN and CAP_NET_ADMIN; in a container, run it privileged");
    }

    public void Dispose() => _file.Dispose();

    [DllImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static extern int Unshare(int flags);
}
