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

    /// <summary>CPU time of bpftrace in the slice, ms.</summary>
    public required long CpuMs { get; init; }

    /// <summary>Bytes that it logged in the slice.</summary>
    public required long LogBytes { get; init; }

    /// <summary>Its end, with the totals from attachment to detachment.</summary>
    public required TracerDetached Detached { get; init; }
}
