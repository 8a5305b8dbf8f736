using TraceToll.Protocol;

namespace TraceToll.Recordings;

/// <summary>What one tracer did around one slice.</summary>
public sealed record TracerEvidence
{
    /// <summary>The host it ran on.</summary>
    public required string Host { get; init; }

    /// <summary>The side it traced.</summary>
    public required string Side { get; init; }

    /// <summary>Its attachment.</summary>
    public required TracerAttached Attached { get; init; }

    /// <summary>Program runs counted between attachment and the slice.</summary>
    public required long RunsBefore { get; init; }

    /// <summary>Program runs counted after the slice; in a counted slice, those in it.</summary>
    public required long RunsAfter { get; init; }

    /// <summary>
    /// From the mark before the slice to the one after it, ns: what its CPU time and its log are of. Longer than the slice, so that no mark
    /// disturbs it. Null in recordings that did not keep it.
    /// </summary>
    public long? MarkedNs { get; init; }

    /// <summary>CPU time of bpftrace between the marks, ms.</summary>
    public required long CpuMs { get; init; }

    /// <summary>Bytes that it logged between the marks.</summary>
    public required long LogBytes { get; init; }

    /// <summary>When it was known to be attached, ns since 1970-01-01 UTC by the harness's clock; null in recordings that did not keep it.</summary>
    public long? AttachedUnixNs { get; init; }

    /// <summary>When it was known to be gone, by the same clock; null in recordings that did not keep it.</summary>
    public long? DetachedUnixNs { get; init; }

    /// <summary>Its end, with the totals from attachment to detachment.</summary>
    public required TracerDetached Detached { get; init; }
}
