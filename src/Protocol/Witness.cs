namespace TraceToll.Protocol;

/// <summary>What happened around a slice that may explain it. Counts and times are differences over the slice.</summary>
public sealed record Witness
{
    /// <summary>CPU time that the hypervisor gave to others, all CPUs, ms (from /proc/stat, in ticks of 10 ms as a rule).</summary>
    public required long StealMs { get; init; }

    /// <summary>CPU time in softirq, all CPUs, ms.</summary>
    public required long SoftirqMs { get; init; }

    /// <summary>Times the measuring loop went 1 ms or more without turning.</summary>
    public required long Hiccups { get; init; }

    /// <summary>The sum of those gaps.</summary>
    public required long HiccupNs { get; init; }

    /// <summary>Times the measuring thread was taken off its CPU.</summary>
    public required long InvoluntarySwitches { get; init; }

    /// <summary>Bytes allocated on the measuring thread.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Page faults of the measuring threads; null in recordings of versions that did not count them.</summary>
    public long? PageFaults { get; init; }

    /// <summary>
    /// Time in which the measuring threads had no CPU, by the kernel's account, ns; null where they sleep on purpose (idle=block), and in recordings
    /// of versions that did not tell. A pause that the hypervisor made and does not own up to is not in it; interrupts are where the kernel
    /// accounts for them apart (CONFIG_IRQ_TIME_ACCOUNTING), and steal where it does that (CONFIG_PARAVIRT_TIME_ACCOUNTING).
    /// </summary>
    public long? OffCpuNs { get; init; }

    /// <summary>CPU time of the sender's recording thread, ns: of this tool's own doing. Null in recordings of versions that did not tell.</summary>
    public long? RecordingCpuNs { get; init; }

    /// <summary>Garbage collections in the sender.</summary>
    public required int Collections { get; init; }

    /// <summary>TCP segments sent again by the sender's socket.</summary>
    public required long Retransmits { get; init; }

    /// <summary>TCP segments that the sender's socket received (replies and acknowledgements): what a tracer of it may see.</summary>
    public required long SegmentsIn { get; init; }

    /// <summary>The peer's receive window at the slice's end, bytes; 0 means that the sender had to stop. -1: the kernel does not say.</summary>
    public required long SendWindow { get; init; }
}
