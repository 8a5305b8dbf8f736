namespace TraceToll.Recordings;

/// <summary>A run of which a report tells the percentiles, and nothing else is known: no histogram, no witnesses.</summary>
public sealed record KnownRun
{
    /// <summary>Which run of its mode it is, from 1.</summary>
    public required int Run { get; init; }

    /// <summary>The tracing mode's name.</summary>
    public required string Mode { get; init; }

    /// <summary>Round trips measured, 1 or more.</summary>
    public required long Replies { get; init; }

    /// <summary>From the first measured message to the last reply, ms, 0 or more.</summary>
    public required long DurationMs { get; init; }

    /// <summary>The mean round trip, ns; from whole microseconds, like all that follow. Never above <see cref="WorstNs"/>.</summary>
    public required double MeanNs { get; init; }

    /// <summary>Round trips by percentile, ns, never decreasing: 99, 99.9, 99.99 and 99.999.</summary>
    public required IReadOnlyDictionary<double, double> PercentilesNs { get; init; }

    /// <summary>The longest round trip, ns.</summary>
    public required double WorstNs { get; init; }

    /// <summary>The file and the line of the table that it is from: <c>report.md:38</c>.</summary>
    public required string Source { get; init; }
}
