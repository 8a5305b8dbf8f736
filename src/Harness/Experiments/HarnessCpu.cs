using TraceToll.Hosts;

namespace TraceToll.Experiments;

/// <summary>What this process takes from the CPUs that the loops run on, from when it is made until it is stopped.</summary>
/// <param name="testbed">Where the loops run.</param>
internal sealed class HarnessCpu(OpenTestbed testbed)
{
    private readonly TimeSpan _start = Environment.CpuUsage.TotalTime;
    private TimeSpan? _taken;

    /// <summary>CPU time, ns; null where neither end runs on this kernel.</summary>
    public long? Ns => testbed.Sender.Kernel == LocalHost.ThisKernel || testbed.Responder.Kernel == LocalHost.ThisKernel
        ? (long?)_taken?.TotalNanoseconds
        : null;

    /// <summary>The first call counts.</summary>
    public void Stop() => _taken ??= Environment.CpuUsage.TotalTime - _start;
}
