using System.Globalization;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>What the origin's tables tell, runs or modes beside each other.</summary>
internal static class RunsTable
{
    public static ReportTable Create(IReadOnlyList<ReportRun> runs) => new(
        ["", .. runs.Select(Head)],
        [
            .. OriginTable.Measures.Select(measure => (IReadOnlyList<string>)[measure.Name, .. runs.Select(run => Cell(run, measure))]),
            ["measurements", .. runs.Select(run => Number(run.Replies) + "  ")],
            ["took, ms", .. runs.Select(run => Number(run.Duration.TotalMilliseconds) + "  ")],
        ])
    {
        Tones = OriginTable.Measures.SelectMany((measure, row) => runs.Select((run, column) => (row, column, IsMarked: IsMarked(run, measure))))
            .Where(cell => cell.IsMarked).ToDictionary(cell => (cell.row, cell.column + 1), _ => Tone.Faint),
    };

    private static string Head(ReportRun run) => run.Run is { } number ? string.Create(CultureInfo.InvariantCulture, $"{run.Mode} {number}") : run.Mode;

    private static string Cell(ReportRun run, Measure measure) =>
        run.ValuesNs.TryGetValue(measure, out var ns) ? Us.Plain(ns) + (IsMarked(run, measure) ? $" {OriginTable.UnsupportedMark}" : "  ") : "";

    private static bool IsMarked(ReportRun run, Measure measure) => measure != Measure.Worst && !measure.IsSupportedBy(run.Replies);

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
