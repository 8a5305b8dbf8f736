using Spectre.Console;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>Percentiles that only all slices of a mode together support.</summary>
internal static class TailTable
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

        foreach (var rows in comparisons.SelectMany(comparison => comparison.Tails, (comparison, tail) => (comparison.Treatment, tail)).ToLookup(row => row.tail.Measure))
        {
            var byMode = rows.ToDictionary(row => row.Treatment, row => row.tail);
            table.AddRow([new Text(rows.Key.Name), new Text(Us.Plain(byMode.Values.First().ControlNs)), .. comparisons.Select(comparison => Cell(byMode.GetValueOrDefault(comparison.Treatment)))]);
        }

        return table;
    }

    private static Text Cell(Tail? tail) => new(tail == null ? "" : $"{Us.Signed(tail.DifferenceNs)} {Us.Between(tail.Interval)}");
}
