using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>How small an effect could have been told from none, at each measure that the slices support.</summary>
internal static class DetectableTable
{
    public static ReportTable Create(IReadOnlyList<Comparison> comparisons) => new(
        ["", .. comparisons.Select(comparison => comparison.Treatment)],
        [
            .. comparisons[0].Differences.Where(difference => difference.IsSupported).Select(difference => (IReadOnlyList<string>)
                [difference.Measure.Name, .. comparisons.Select(comparison => Us.Plain(comparison.At(difference.Measure)?.Effect.SmallestDetectable ?? double.NaN))]),
        ]);
}
