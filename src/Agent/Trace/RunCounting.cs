using Microsoft.Win32.SafeHandles;
using TraceToll.Agent.Native;

namespace TraceToll.Agent.Trace;

/// <summary>
/// Whether the kernel counts program runs. It does so while a handle is open, so that nothing has to be restored. Where it
/// refuses, the counts stay 0; <c>facts</c> says so beforehand.
/// </summary>
internal sealed class RunCounting : IDisposable
{
    private SafeFileHandle? _handle;

    public void Set(bool on)
    {
        if (on)
        {
            _handle ??= Bpf.CountRuns();
        }
        else
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        _handle?.Dispose();
        _handle = null;
    }
}
