using System.Globalization;

namespace TraceToll.Analysis;

/// <summary>One figure of a latency distribution: the mean, or a percentile.</summary>
/// <param name="Percentile">The percentile, above 0 and below 100; null for the mean.</param>
public sealed record Measure(double? Percentile)
{
    // Half of what a two-sided 95 % bound leaves outside, on each side.
    private const double TailProbability = 0.025;

    /// <summary>The mean and the percentiles that reports show.</summary>
    public static IReadOnlyList<Measure> All { get; } =
        [new((double?)null), new(50.0), new(90.0), new(99.0), new(99.9), new(99.99), new(99.999)];

    /// <summary><c>mean</c>, <c>p50</c>, <c>p99.9</c>, ...</summary>
    public string Name => Percentile is { } percentile ? string.Create(CultureInfo.InvariantCulture, $"p{percentile}") : "mean";

    /// <summary>
    /// The least number of samples whose order statistics can bound the percentile p from both sides with 95 % confidence: the
    /// smallest n for which (p/100)^n is at most 2.5 % (and, below the median, the same for 1 - p/100). 368 for p99, 3,688 for p99.9.
    /// Source: distribution-free confidence intervals for quantiles, Hahn and Meeker, Statistical Intervals (1991), 5.2.
    /// 1 for the mean.
    /// </summary>
    public long SamplesNeeded => Percentile is { } percentile
        ? (long)Math.Ceiling(Math.Log(TailProbability) / Math.Log(Math.Max(percentile, 100 - percentile) / 100))
        : 1;

    /// <summary>Whether so many samples can say anything about it.</summary>
    public bool IsSupportedBy(long samples) => samples >= SamplesNeeded;
}
