using TraceToll.Analysis;

namespace TraceToll.Reports.Html;

/// <summary>The percentiles at which curves are drawn: evenly spread where HdrHistogram's axis, 1/(1-p), is logarithmic; those of reports are among them.</summary>
internal static class PercentileGrid
{
    private const int StepsPerDecade = 8;

    // Rounded only so far that no percentile of a decade below it becomes another.
    private const int Digits = 9;

    /// <summary>Those of which so many samples can tell anything.</summary>
    public static IReadOnlyList<Measure> For(long samples)
    {
        var steps = Enumerable.Range(1, (int)(StepsPerDecade * Math.Log10(Math.Max(samples, 2)))).Select(step => Math.Pow(10, step / (double)StepsPerDecade));
        return [.. steps.Select(x => Math.Round(100 * (1 - (1 / x)), Digits)).Append(50).Distinct().Order().Select(percentile => new Measure(percentile))];
    }

    /// <summary>Where on the axis a percentile is.</summary>
    public static double X(Measure measure) => Math.Round(1 / (1 - (measure.Percentile!.Value / 100)), Digits);
}
