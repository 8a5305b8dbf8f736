using System.Globalization;
using Spectre.Console;

namespace TraceToll.Benchmarks;

/// <summary>All rows, in Markdown: to be read as it is, or kept in a page.</summary>
internal static class ResultTable
{
    // No cell is broken.
    private const int Width = 400;

    public static void Print(IReadOnlyList<RowResult> results)
    {
        var table = new Table().Border(TableBorder.Markdown);
        string[] columns = ["row", "figure", "ours", "peer", "ratio", "interval", "target", "", "pairs", "steal, ms: ours, peer", "load before"];
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column));
        }

        foreach (var result in results)
        {
            foreach (var finding in result.Findings)
            {
                table.AddRow([.. Cells(result, finding).Select(Markup.Escape)]);
            }
        }

        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Width;
        console.Write(table);
        // The border has empty lines around it, filled with blanks.
        foreach (var line in text.ToString().Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            Console.WriteLine(line.TrimEnd());
        }
    }

    private static IEnumerable<string> Cells(RowResult result, Finding finding) =>
    [
        $"{result.Row.Name}: {result.Row.Ours.Name}{(result.Row.Peer is { } peer ? $" to {peer.Name}" : "")}",
        finding.Figure, finding.Ours, finding.Peer, finding.Compared, finding.Interval, finding.Target, Verdict(finding),
        $"{result.Pairs.Count}{(result.Failed > 0 ? $", {result.Failed} failed" : "")}",
        $"{result.Pairs.Sum(pair => pair.Ours.StealMs)}{(result.Row.Peer != null ? $", {result.Pairs.Sum(pair => pair.Peer!.StealMs)}" : "")}",
        Loads([.. result.Pairs.SelectMany(pair => pair.Peer == null ? [pair.Ours.LoadBefore] : new[] { pair.Ours.LoadBefore, pair.Peer.LoadBefore })]),
    ];

    private static string Verdict(Finding finding) =>
        (finding.Met, finding.Target) switch { (true, _) => "met", (false, _) => "missed", (null, "") => "", _ => "not known" } + (finding.Sure ? "" : ", unsure");

    private static string Loads(double[] loads) =>
        loads.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{loads.Min():0.0}..{loads.Max():0.0}");
}
