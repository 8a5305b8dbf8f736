using System.Globalization;
using System.Text;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>
/// The origin's report: a heading for each mode, below it a table for each of its runs. Importing reads it back; what a table does not
/// hold is lost then.
/// </summary>
internal static class OriginReport
{
    public static string Create(Recording recording)
    {
        var manifest = recording.Manifest;
        var runs = ReportRun.All(recording);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{HeaderParts.Title(manifest)}\n\n{Load(manifest)}\n");
        if (!manifest.Outcome.Valid)
        {
            text.Append('\n').Append(PlainText.Of(OutcomeParts.Of(manifest)));
        }

        foreach (var mode in runs.GroupBy(run => run.Mode))
        {
            // A colon ends the mode where it is read back.
            text.Append(CultureInfo.InvariantCulture, $"\n### {ModeTitle.Of(Plain(mode.Key), manifest)}, {Which([.. mode])}\n\n```\nResults:\n");
            foreach (var run in mode)
            {
                OriginTable.Write(text, run, marks: false);
                text.Append('\n');
            }

            text.Append("```\n");
        }

        return text.ToString();
    }

    private static string Load(RecordingManifest manifest) => manifest.Scenario switch
    {
        null => "Load: unknown",
        // Of those a report does not tell enough to be read back, so that they are not said in the words that are.
        { Bursts: not null } or { Timeline: not null } => $"Load: {LoadText.Of(manifest.Scenario)}",
        var steady => $"Load     {LoadText.Of(steady)}",
    };

    private static string Which(IReadOnlyList<ReportRun> runs) => runs[0].Run == null
        ? runs[0].Title[(runs[0].Title.LastIndexOf(", ", StringComparison.Ordinal) + 2)..]
        : string.Create(CultureInfo.InvariantCulture, $"{runs.Count} run{(runs.Count == 1 ? "" : "s")}");

    private static string Plain(string mode) => string.Concat(mode.Select(character => character == ':' || char.IsControl(character) ? '-' : character));
}
