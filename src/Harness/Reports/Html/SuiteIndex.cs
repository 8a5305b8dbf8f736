using System.Globalization;
using TraceToll.Analysis;

namespace TraceToll.Reports.Html;

/// <summary>The summary of a suite as one page: a row for each that ran or was skipped, with the way to its report.</summary>
public static class SuiteIndex
{
    /// <summary>The file's name.</summary>
    public const string FileName = "index.html";

    private static readonly IReadOnlyList<Measure> Shown = [new(50.0), new(99.0)];

    // In this order they ask for attention.
    private static readonly string[] Kinds = ["invalid", "failed", "regressed", "inconclusive", "incomparable", "missing", "skipped", "measured", "improved", "within"];

    /// <summary>Makes the page.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="startedAt">When the suite began.</param>
    /// <param name="folder">Where the page will lie; ways to reports begin there.</param>
    public static string Create(IReadOnlyList<SuiteRow> rows, DateTimeOffset startedAt, string folder)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var counts = Kinds.Select(kind => (kind, Count: rows.Count(row => row.Kind == kind))).Where(each => each.Count > 0)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Count} {each.kind}"));
        var heads = ((string[])["verdict", "test", "row", .. Shown.SelectMany(measure => (string[])[$"{measure.Name} adds, us", $"noise floor {measure.Name}, us"]), "look"])
            .Select(head => $"<th scope=\"col\">{head}</th>");
        var ordered = rows.OrderBy(row => Array.IndexOf(Kinds, row.Kind)).ThenBy(row => row.Test, StringComparer.Ordinal).ThenBy(row => row.Row, StringComparer.Ordinal);
        return PagePart.Fill("index.html", new Dictionary<string, string>
        {
            ["style"] = PagePart.Read("page.css"),
            ["tone"] = Tone(rows),
            ["answer"] = HtmlReport.Text($"{string.Join(", ", counts)}."),
            ["started"] = startedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            ["heads"] = string.Concat(heads),
            ["rows"] = string.Concat(ordered.Select(row => Line(row, folder))),
        });
    }

    private static string Tone(IReadOnlyList<SuiteRow> rows) =>
        rows.Any(row => row.Kind is "invalid" or "failed" or "regressed") ? "bad"
        : rows.All(row => row.Kind is "within" or "improved") ? "good"
        : "unsure";

    private static string Line(SuiteRow row, string folder)
    {
        var figures = Shown.SelectMany(measure => (string[])[Figure(row.Comparison?.At(measure)), Figure(row.Comparison?.Noise.FirstOrDefault(noise => noise.Measure == measure))]);
        var ways = row.Folder is { } recording
            ? $"<a href=\"{HtmlReport.Text(Way(folder, Path.Combine(recording, HtmlReport.FileName)))}\">report</a>"
            : "";
        var why = row.Text is { Length: > 0 } text ? $"<details><summary>why</summary><pre class=\"wrap\" tabindex=\"0\">{HtmlReport.Text(text)}</pre></details>" : "";
        return $"<tr><th scope=\"row\" class=\"kind {row.Kind}\">{HtmlReport.Text(row.Kind)}</th><td>{HtmlReport.Text(row.Test)}</td><td>{HtmlReport.Text(row.Row)}</td>{string.Concat(figures.Select(figure => $"<td>{figure}</td>"))}<td>{ways}{why}</td></tr>\n";
    }

    private static string Figure(MeasureDifference? difference) =>
        difference is { IsSupported: true } known ? $"{Us.Signed(known.Effect.Estimate)} {Us.Between(known.Effect.Interval)}" : "";

    private static string Way(string from, string to) => string.Join('/', Path.GetRelativePath(from, to).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
