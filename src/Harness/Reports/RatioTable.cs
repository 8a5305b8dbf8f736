using System.Globalization;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>What each mode adds to off in per cent of it, at each measure that the slices support.</summary>
internal static class RatioTable
{
    public static ReportTable Create(IReadOnlyList<Comparison> comparisons) => new(
        ["", .. comparisons.Select(comparison => $"{comparison.Treatment} - {comparison.Control}")],
        [
            .. comparisons[0].Differences.Where(difference => difference.IsSupported)
                .Select(difference => (IReadOnlyList<string>)[difference.Measure.Name, .. comparisons.Select(comparison => Cell(comparison.At(difference.Measure)))]),
        ])
    {
        Tones = DifferenceTones.Of(comparisons[0].Differences.Where(difference => difference.IsSupported).Select(difference => difference.Measure), comparisons, more: 0),
    };

    private static string Cell(MeasureDifference? difference) =>
        difference?.Ratio is { } ratio ? $"{Percent(ratio)} [{Percent(difference.RatioInterval.Lower)} .. {Percent(difference.RatioInterval.Upper)}]" : "";

    private static string Percent(double share) => double.IsFinite(share) && share > -1 ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:+0.0;-0.0;0.0}") : "?";
}
