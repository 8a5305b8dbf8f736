namespace TraceToll.Agent.Trace;

/// <summary>What is in one of bpftrace's outputs.</summary>
internal sealed record LogSummary
{
    /// <summary>Bytes of the script's, line ends included.</summary>
    public required long Bytes { get; init; }

    /// <summary>The script's lines that are not empty.</summary>
    public required long Lines { get; init; }

    /// <summary>Of these, the ones wholly between the two offsets.</summary>
    public required long LinesBetween { get; init; }

    public required long MalformedLines { get; init; }

    public required IReadOnlyList<string> MalformedSample { get; init; }

    public required IReadOnlyList<string> Sample { get; init; }

    public required long LostEvents { get; init; }
}
