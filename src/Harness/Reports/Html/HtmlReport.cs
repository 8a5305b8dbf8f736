using System.Globalization;
using System.Net;
using System.Text.Json;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Reports.Html;

/// <summary>
/// The report as one page that opens offline: charts, tables, facts, and the text report. It depends on the recordings alone, and
/// asks nothing of any network.
/// </summary>
public static class HtmlReport
{
    /// <summary>The file's name in a recording's folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Unlike that of recordings, this JSON stands in HTML: what would end a script is escaped.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly IReadOnlyList<string> Scripts = ["axes.js", "charts.js", "session.js", "page.js"];

    /// <summary>Makes the page of one recording.</summary>
    public static string Create(Recording recording) => Create(recording, SessionAnalysis.Of(recording));

    /// <summary>Makes the page of a recording that has been analysed already.</summary>
    public static string Create(Recording recording, SessionAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(analysis);
        return Create([new ReportedSession("", recording, analysis)]);
    }

    /// <summary>Writes the page of a recording into its folder. Where it cannot be written, on a full disk, nothing of what was found changes.</summary>
    /// <returns>The file, or why there is none.</returns>
    public static string TrySave(Recording recording, SessionAnalysis analysis, string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            File.WriteAllText(path, Create(recording, analysis));
            return path;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return $"not written: {failed.Message}";
        }
    }

    /// <summary>Makes the page of one recording, or of several, laid over each other.</summary>
    internal static string Create(IReadOnlyList<ReportedSession> sessions)
    {
        var data = PageCharts.Of(sessions);
        var title = sessions is [var only] ? Title(only.Recording.Manifest) : $"What tracing costs: {sessions.Count.ToString(CultureInfo.InvariantCulture)} recordings";
        var parts = new Dictionary<string, string>
        {
            ["title"] = Text(title),
            ["subtitle"] = Text(string.Join(" · ", sessions.Select(Subtitle))),
            ["style"] = PagePart.Read("page.css"),
            ["answers"] = string.Concat(sessions.Select(Answers)),
            ["switches"] = PageParts.Switches([.. data.Curves.Select(line => line.Name), .. data.Noise.Select(line => line.Name)]),
            ["charts"] = PageParts.Charts(data),
            ["tables"] = PageParts.Tables(sessions),
            ["facts"] = PageParts.Facts(sessions),
            ["commands"] = string.Concat(sessions.Select(PageParts.Again)),
            ["text"] = string.Concat(sessions.Select(session => $"<pre tabindex=\"0\">{Text(TextReport.Create(session.Recording, session.Analysis))}</pre>")),
            ["data"] = JsonSerializer.Serialize(data, Json),
            ["library"] = PagePart.Read("echarts.js"),
            ["scripts"] = string.Concat(Scripts.Select(PagePart.Read)),
        };

        return PagePart.Fill("page.html", parts);
    }

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Title(RecordingManifest manifest) =>
        manifest.Sources != null ? "What tracing costs: imported figures" : $"What tracing costs: {manifest.Scenario?.Name} on {manifest.Testbed}";

    private static string Subtitle(ReportedSession session)
    {
        var manifest = session.Recording.Manifest;
        var treatments = manifest.Modes.Where(mode => !TracingMode.IsControlName(mode)).ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"{(session.Name.Length > 0 ? session.Name + ": " : "")}{(manifest.Sources == null ? "" : "imported ")}{manifest.StartedAt:yyyy-MM-dd HH:mm} UTC, {(treatments.Count > 0 ? string.Join(", ", treatments) : "nothing")} against off, {manifest.Plan}");
    }

    private static string Answers(ReportedSession session) => string.Concat(Headline.Of(session.Recording, session.Analysis).Select(headline =>
        $"<div class=\"answer {headline.Tone.ToString().ToLowerInvariant()}\"><p>{Text(session.Line(headline.Answer))}</p>{string.Concat(headline.More.Select(more => $"<p>{Text(more)}</p>"))}</div>\n"));
}
