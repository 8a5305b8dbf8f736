namespace TraceToll.Reports;

/// <summary>A judgement of a test.</summary>
public sealed record LoggedVerdict
{
    /// <summary>The test's class and method, as a filter for <c>FullyQualifiedName</c> takes it; null where no theory was running.</summary>
    public string? Test { get; init; }

    /// <summary>The row's arguments, as they are written down: <c>testbed: loopback, mode: idle</c>; null where no theory was running.</summary>
    public string? Row { get; init; }

    /// <summary>The testbed.</summary>
    public required string Testbed { get; init; }

    /// <summary>The mode that was judged.</summary>
    public required string Mode { get; init; }

    /// <summary>The baseline, <c>environment/name</c>; null where a budget was judged.</summary>
    public string? Baseline { get; init; }

    /// <summary>What came of it: within, improved, inconclusive, regressed, invalid, missing or incomparable.</summary>
    public required string Kind { get; init; }

    /// <summary>What a person reads of it.</summary>
    public required string Text { get; init; }

    /// <summary>Whether a received baseline was written.</summary>
    public bool Received { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
