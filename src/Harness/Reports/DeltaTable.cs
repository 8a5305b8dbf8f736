using Spectre.Console;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>What each mode adds to off, measure by measure: estimate and interval.</summary>
internal static class DeltaTable
{
    public static Table Create(IReadOnlyList<Comparison> comparisons)
    {
        var table = new Table().Border(TableBorder.Markdown);
        table.AddColumn("");
        table.AddColumn(new TableColumn("off").RightAligned());
        foreach (var comparison in comparisons)
        {
            table.AddColumn(new TableColumn($"{comparison.Treatment} - {comparison.Control}").RightAligned());
        }

        foreach (var measure in comparisons[0].Differences.Select(difference => difference.Measure))
        {
            var row = comparisons.Select(comparison => comparison.At(measure)).ToList();
            table.AddRow([new Text(measure.Name), new Text(Us.Plain(row[0]!.ControlNs) + Mark(row[0]!)), .. row.Select(Cell)]);
        }

        return table;
    }

    private static Text Cell(MeasureDifference? difference) => new(difference == null ? "" :
        $"{Us.Signed(difference.Effect.Estimate)} {Us.Between(difference.Effect.Interval)}{Mark(difference)}");

    private static string Mark(MeasureDifference difference) => difference.IsSupported ? "  " : $" {OriginTable.UnsupportedMark}";
}
