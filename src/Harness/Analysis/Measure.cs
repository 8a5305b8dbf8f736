using System.Globalization;

namespace TraceToll.Analysis;

/// <summary>One figure of a latency distribution: the mean, a percentile, or the worst.</summary>
/// <param name="Percentile">The percentile, above 0 and at most 100; 100 is the worst. Null for the mean.</param>
public sealed record Measure(double? Percentile)
{
    private const string MeanName = "mean";
    private const string WorstName = "worst";

    // Below it nothing is measured, and a name would need an exponent.
    private const double LeastPercentile = 0.001;

    // Half of what a two-sided 95 % bound leaves outside, on each side.
    private const double TailProbability = 0.025;

    /// <summary>The mean.</summary>
    public static Measure Mean { get; } = new((double?)null);

    /// <summary>The longest round trip: shown, never supported, never judged.</summary>
    public static Measure Worst { get; } = new(100.0);

    /// <summary>The mean, the percentiles that reports show, and the worst.</summary>
    public static IReadOnlyList<Measure> All { get; } =
        [Mean, new(50.0), new(90.0), new(99.0), new(99.9), new(99.99), new(99.999), Worst];

    /// <summary><c>mean</c>, <c>p50</c>, <c>p99.9</c>, ..., <c>worst</c>.</summary>
    public string Name => this == Worst ? WorstName
        : Percentile is { } percentile ? string.Create(CultureInfo.InvariantCulture, $"p{percentile}")
        : MeanName;

    /// <summary>
    /// The least number of samples whose order statistics can bound the percentile p from both sides with 95 % confidence: the
    /// smallest n for which (p/100)^n is at most 2.5 % (and, below the median, the same for 1 - p/100). 368 for p99, 3,688 for p99.9.
    /// Source: distribution-free confidence intervals for quantiles, Hahn and Meeker, Statistical Intervals (1991), 5.2.
    /// 1 for the mean; no number is enough for the worst.
    /// </summary>
    public long SamplesNeeded => Percentile switch
    {
        null => 1,
        100 => long.MaxValue,
        { } percentile => (long)Math.Ceiling(Math.Log(TailProbability) / Math.Log(Math.Max(percentile, 100 - percentile) / 100)),
    };

    /// <summary>Whether so many samples can say anything about it.</summary>
    public bool IsSupportedBy(long samples) => samples >= SamplesNeeded;

    /// <summary>Reads <c>mean</c> or <c>p99</c>: what can be judged, so not the worst.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static Measure Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text == MeanName ? Mean
            : text.StartsWith('p') && double.TryParse(text.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile)
                && percentile is >= LeastPercentile and < 100 ? new Measure(percentile)
            : throw new FormatException($"'{text}' is nothing that can be judged; write mean, or a percentile from 0.001 to below 100 such as p50, p99 or p99.9");
    }
}
