using TraceToll.Protocol;

namespace TraceToll.Recordings;

/// <summary>One stretch of load under one mode: the unit of analysis.</summary>
public sealed record Slice
{
    /// <summary>The block (or run) that it belongs to, from 1.</summary>
    public required int Block { get; init; }

    /// <summary>The tracing mode's name.</summary>
    public required string Mode { get; init; }

    /// <summary>What it is for.</summary>
    public required SliceUse Use { get; init; }

    /// <summary>What was measured.</summary>
    public required SliceMeasured Measured { get; init; }

    /// <summary>What the tracers did; empty when off.</summary>
    public required IReadOnlyList<TracerEvidence> Tracers { get; init; }

    /// <summary>
    /// CPU time of the process that measured, from when the slice was announced to when it was to end (or, where its messages end it, had ended),
    /// ns; null where that process runs on neither end's kernel, and in recordings of versions that did not tell.
    /// </summary>
    public long? HarnessCpuNs { get; init; }

    /// <summary>Why its figures may not be used; empty when they may.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
