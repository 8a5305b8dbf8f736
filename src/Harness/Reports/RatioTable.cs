using System.Globalization;
using Spectre.Console;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>What each mode adds to off in per cent of it, at each measure that the slices support.</summary>
internal static class RatioTable
{
    public static Table Create(IReadOnlyList<Comparison> comparisons)
    {
        var table = new Table().Border(TableBorder.Markdown);
        table.AddColumn("");
        foreach (var comparison in comparisons)
        {
            table.AddColumn(new TableColumn($"{comparison.Treatment} - {comparison.Control}").RightAligned());
        }

        foreach (var measure in comparisons[0].Differences.Where(difference => difference.IsSupported).Select(difference => difference.Measure))
        {
            table.AddRow([new Text(measure.Name), .. comparisons.Select(comparison => Cell(comparison.At(measure)))]);
        }

        return table;
    }

    private static Text Cell(MeasureDifference? difference) =>
        new(difference?.Ratio is { } ratio ? $"{Percent(ratio)} [{Percent(difference.RatioInterval.Lower)} .. {Percent(difference.RatioInterval.Upper)}]" : "");

    private static string Percent(double share) => double.IsFinite(share) && share > -1 ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:+0.0;-0.0;0.0}") : "?";
}
