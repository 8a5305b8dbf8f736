using System.Globalization;
using Spectre.Console;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>Mode minus off, measure by measure, with the spread of the blocks and the off-again difference beside it.</summary>
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

        for (var i = 0; i < Measure.All.Count; i++)
        {
            var row = comparisons.Select(comparison => comparison.Differences[i]).ToList();
            table.AddRow([new Text(Measure.All[i].Name), new Text(Microseconds(row[0].ControlNs, row[0].IsSupported)), .. row.Select(Cell)]);
        }

        return table;
    }

    private static Text Cell(MeasureDifference difference) => new(string.Create(CultureInfo.InvariantCulture,
        $"{difference.MedianNs / 1000:+0.0;-0.0;0.0} [{difference.LeastNs / 1000:+0.0;-0.0;0.0} .. {difference.MostNs / 1000:+0.0;-0.0;0.0}]{Mark(difference.IsSupported)}"));

    private static string Microseconds(double ns, bool supported) => string.Create(CultureInfo.InvariantCulture, $"{ns / 1000:0.0}{Mark(supported)}");

    private static string Mark(bool supported) => supported ? "  " : $" {OriginTable.UnsupportedMark}";
}
