using System.Globalization;
using TraceToll.Agent.Native;
using TraceToll.Protocol;

namespace TraceToll.Agent.Send;

/// <summary>All counters at one edge of a slice, taken on the recording thread; two of them make its <see cref="Witness"/>.</summary>
internal sealed record SliceEdge(
    LoopSnapshot Loop, long SamplesDropped, long UnixNs, long MonotonicNs, long RecordingCpuNs, TcpInfo Tcp, long StealTicks, long SoftirqTicks,
    int Collections)
{
    // What /proc/stat counts in (USER_HZ); 100 on every architecture that .NET runs on.
    private const int TickMs = 10;

    public static SliceEdge Take(SendLoops loops)
    {
        var snapshot = loops.TakeSnapshot();
        var (softirq, steal) = ReadCpuTicks();
        return new SliceEdge(snapshot, loops.SamplesDropped, (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100, Clock.NowNs,
            CpuTime.OfThreadNs, TcpInfo.Read(loops.Descriptors), steal, softirq, GC.CollectionCount(0));
    }

    /// <param name="end">The other edge.</param>
    /// <param name="sleeps">Whether the loops sleep when there is nothing to do: being without a CPU then says nothing.</param>
    public Witness WitnessUntil(SliceEdge end, bool sleeps) => new()
    {
        StealMs = (end.StealTicks - StealTicks) * TickMs,
        SoftirqMs = (end.SoftirqTicks - SoftirqTicks) * TickMs,
        Hiccups = end.Loop.Hiccups - Loop.Hiccups,
        HiccupNs = end.Loop.HiccupNs - Loop.HiccupNs,
        InvoluntarySwitches = end.Loop.InvoluntarySwitches - Loop.InvoluntarySwitches,
        OffCpuNs = sleeps ? null : Math.Max(0, end.Loop.OffCpuNs - Loop.OffCpuNs),
        RecordingCpuNs = end.RecordingCpuNs - RecordingCpuNs,
        PageFaults = end.Loop.PageFaults - Loop.PageFaults,
        AllocatedBytes = end.Loop.AllocatedBytes - Loop.AllocatedBytes,
        Collections = end.Collections - Collections,
        // Both are counted in 32 bits by the kernel, and wrap (where there are several sockets, in the sum).
        Retransmits = unchecked((uint)(end.Tcp.Retransmits - Tcp.Retransmits)),
        SegmentsIn = unchecked((uint)(end.Tcp.SegmentsIn - Tcp.SegmentsIn)),
        SendWindow = end.Tcp.SendWindow,
    };

    private static (long Softirq, long Steal) ReadCpuTicks()
    {
        // cpu  user nice system idle iowait irq softirq steal guest guest_nice
        using var stat = File.OpenText("/proc/stat");
        var fields = stat.ReadLine()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (Parse(fields, 7), Parse(fields, 8));
    }

    private static long Parse(string[] fields, int index) =>
        index < fields.Length ? long.Parse(fields[index], CultureInfo.InvariantCulture) : 0;
}
