using TraceToll.Analysis;

namespace TraceToll.Reports.Html;

/// <summary>One row of a suite, as its summary shows it.</summary>
public sealed record SuiteRow
{
    /// <summary>The test's class and method.</summary>
    public required string Test { get; init; }

    /// <summary>The row's arguments, such as <c>testbed: loopback, mode: idle</c>.</summary>
    public required string Row { get; init; }

    /// <summary>What came of it: within, improved, regressed, inconclusive, invalid, failed, skipped, ...; <c>measured</c> where nothing was judged.</summary>
    public required string Kind { get; init; }

    /// <summary>Why, in full; null where there is nothing to add.</summary>
    public string? Text { get; init; }

    /// <summary>The recording's folder; null where nothing was measured.</summary>
    public string? Folder { get; init; }

    /// <summary>What the mode cost; null where nothing was compared.</summary>
    public Comparison? Comparison { get; init; }
}
