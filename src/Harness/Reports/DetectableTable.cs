using Spectre.Console;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>How small an effect could have been told from none, at each measure that the slices support.</summary>
internal static class DetectableTable
{
    public static Table Create(IReadOnlyList<Comparison> comparisons)
    {
        var table = new Table().Border(TableBorder.Markdown);
        table.AddColumn("");
        foreach (var comparison in comparisons)
        {
            table.AddColumn(new TableColumn(comparison.Treatment).RightAligned());
        }

        foreach (var measure in comparisons[0].Differences.Where(difference => difference.IsSupported).Select(difference => difference.Measure))
        {
            table.AddRow([new Text(measure.Name), .. comparisons.Select(comparison => new Text(Us.Plain(comparison.At(measure)?.Effect.SmallestDetectable ?? double.NaN)))]);
        }

        return table;
    }
}
