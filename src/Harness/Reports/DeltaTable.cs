using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>What each mode adds to off, measure by measure: estimate and interval.</summary>
internal static class DeltaTable
{
    public static ReportTable Create(IReadOnlyList<Comparison> comparisons) => new(
        ["", "off", .. comparisons.Select(comparison => $"{comparison.Treatment} - {comparison.Control}")],
        [.. comparisons[0].Differences.Select(difference => Row(difference.Measure, [.. comparisons.Select(comparison => comparison.At(difference.Measure))]))])
    {
        Tones = Tones(comparisons),
    };

    private static Dictionary<(int Row, int Column), Tone> Tones(IReadOnlyList<Comparison> comparisons)
    {
        var tones = DifferenceTones.Of(comparisons[0].Differences.Select(difference => difference.Measure), comparisons, more: 1).ToDictionary();
        foreach (var (row, difference) in comparisons[0].Differences.Index().Where(each => !each.Item.IsSupported))
        {
            tones[(row, 1)] = Tone.Faint;
        }

        return tones;
    }

    private static IReadOnlyList<string> Row(Measure measure, IReadOnlyList<MeasureDifference?> differences) =>
        [measure.Name, Us.Plain(differences[0]!.ControlNs) + Mark(differences[0]!), .. differences.Select(Cell)];

    private static string Cell(MeasureDifference? difference) => difference == null ? "" :
        $"{Us.Signed(difference.Effect.Estimate)} {Us.Between(difference.Effect.Interval)}{Mark(difference)}";

    private static string Mark(MeasureDifference difference) => difference.IsSupported ? "  " : $" {OriginTable.UnsupportedMark}";
}
