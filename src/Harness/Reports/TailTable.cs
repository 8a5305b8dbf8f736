using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>Percentiles that only all slices of a mode together support.</summary>
internal static class TailTable
{
    public static ReportTable Create(IReadOnlyList<Comparison> comparisons) => new(
        ["", "off", .. comparisons.Select(comparison => $"{comparison.Treatment} - {comparison.Control}")],
        [
            .. comparisons.SelectMany(comparison => comparison.Tails, (comparison, tail) => (comparison.Treatment, tail)).ToLookup(row => row.tail.Measure)
                .Select(rows => Row(rows.Key, rows.ToDictionary(row => row.Treatment, row => row.tail), comparisons)),
        ]);

    private static IReadOnlyList<string> Row(Measure measure, Dictionary<string, Tail> byMode, IReadOnlyList<Comparison> comparisons) =>
        [measure.Name, Us.Plain(byMode.Values.First().ControlNs), .. comparisons.Select(comparison => Cell(byMode.GetValueOrDefault(comparison.Treatment)))];

    private static string Cell(Tail? tail) => tail == null ? "" : $"{Us.Signed(tail.DifferenceNs)} {Us.Between(tail.Interval)}";
}
