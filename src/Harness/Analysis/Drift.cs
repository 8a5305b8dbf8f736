using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace TraceToll.Analysis;

/// <summary>How the slices without a tracer changed over the session.</summary>
/// <param name="Share">The change of p50 from the first such slice to the last, by the typical slope, as a share of its median: 0.1 is 10 % up.</param>
/// <param name="PValue">How often as clear a trend comes about by chance.</param>
/// <remarks>
/// Sources: Mann, Nonparametric Tests against Trend, Econometrica 13 (1945); Sen, Estimates of the Regression Coefficient Based on
/// Kendall's Tau, Journal of the American Statistical Association 63 (1968). Slices that depend on their neighbours make the
/// test say drift where the machine only wanders; either is worth knowing.
/// </remarks>
public sealed record Drift(double Share, double PValue)
{
    private const int FewestSlices = 8;
    private const double Clear = 0.01;
    private static readonly Measure Typical = new(50);

    /// <summary>Whether the trend is too clear for chance.</summary>
    public bool IsClear => PValue < Clear;

    /// <summary>Of all slices without a tracer; null where there are too few of them to tell.</summary>
    internal static Drift? Of(Units units, Controls controls)
    {
        double[] values = [.. units.Of(controls.First).Concat(controls.Again is { } again ? units.Of(again) : [])
            .Where(unit => unit.ValuesNs.ContainsKey(Typical)).OrderBy(unit => unit.StartUnixNs).Select(unit => unit.ValuesNs[Typical])];
        return values.Length < FewestSlices ? null : Of(values);
    }

    internal static Drift Of(double[] inOrder)
    {
        var n = inOrder.Length;
        var steps = (from i in Enumerable.Range(0, n) from j in Enumerable.Range(i + 1, n - i - 1) select (Rise: inOrder[j] - inOrder[i], Length: j - i)).ToList();
        var score = steps.Sum(step => Math.Sign(step.Rise));
        // Ties make it less certain: values of a histogram are seldom equal, but can be.
        var ties = inOrder.GroupBy(value => value).Sum(tie => Variance(tie.Count()));
        var deviation = Math.Sqrt(Variance(n) - ties);
        var z = deviation == 0 ? 0 : Math.Max(0, Math.Abs(score) - 1) / deviation;
        var slope = Statistics.Median(steps.Select(step => step.Rise / step.Length));
        return new Drift(slope * (n - 1) / Statistics.Median(inOrder), 2 * (1 - NormalDistribution.Standard.Cdf(z)));
    }

    private static double Variance(int n) => (double)n * (n - 1) * ((2 * n) + 5) / 18;
}
