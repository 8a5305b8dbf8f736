using Microsoft.Win32.SafeHandles;
using TraceToll.Agent.Native;
using TraceToll.Protocol;

namespace TraceToll.Agent.Trace;

/// <summary>
/// The agent's own hold on bpftrace's programs. It lets the counts be read after bpftrace has closed its descriptors, when no
/// run can be added any more. It does not keep them attached: bpftrace's probes are gone with bpftrace.
/// </summary>
internal sealed class ProgramHandles : IDisposable
{
    private readonly List<SafeFileHandle> _handles;

    private ProgramHandles(List<SafeFileHandle> handles) => _handles = handles;

    /// <summary>Holds as many of the programs as the kernel allows: without CAP_SYS_ADMIN none.</summary>
    public static ProgramHandles Open(IEnumerable<BpfProgram> programs) =>
        new([.. programs.Select(program => Bpf.OpenProgram(program.Id, out _)).OfType<SafeFileHandle>()]);

    /// <summary>The programs as they are now.</summary>
    public IEnumerable<BpfProgram> Read() => _handles
        .Select(handle => ProcFile.Read($"/proc/self/fdinfo/{handle.DangerousGetHandle()}"))
        .Select(text => text is null ? null : FdInfo.Program(text))
        .OfType<BpfProgram>();

    public void Dispose()
    {
        foreach (var handle in _handles)
        {
            handle.Dispose();
        }
    }

    /// <summary>Whether all of these programs are gone, waiting a little: the kernel frees them after a grace period.</summary>
    public static bool Gone(IReadOnlyList<BpfProgram> programs, TimeSpan patience, WaitHandle hurry)
    {
        var ids = programs.Select(program => program.Id).ToHashSet();
        var deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (Remaining(ids))
        {
            if (Environment.TickCount64 >= deadline || hurry.WaitOne(5))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Remaining(HashSet<long> ids)
    {
        var unknown = false;
        foreach (var id in ids)
        {
            using var handle = Bpf.OpenProgram(id, out var error);
            if (handle is not null)
            {
                return true;
            }

            unknown |= error != Bpf.NotFound;
        }

        // Where the kernel does not tell, the descriptors of all processes do.
        return unknown && HeldPrograms.Anywhere(ids);
    }
}
