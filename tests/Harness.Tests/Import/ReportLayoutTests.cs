using System.Text;
using System.Text.RegularExpressions;
using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Import;

public class ReportLayoutTests
{
    private const string SentTotal = "Sent total (including warm up) 1000000 messages of average size (TCP headers excluded) 4016 bytes\n";

    private static readonly Dictionary<string, Func<string, string>> Layouts = new()
    {
        ["without Results:"] = text => text.Replace("Results:\n", "", StringComparison.Ordinal),
        ["with Results: everywhere"] = text => text.Replace("Results:\n", "", StringComparison.Ordinal).Replace("-----\nlatency", "-----\n\nResults:\nlatency", StringComparison.Ordinal),
        ["without dashes"] = text => text.Replace("---------------------------------------------------------\n", "", StringComparison.Ordinal),
        ["without blank lines"] = text => Regex.Replace(text, "\n+", "\n"),
        ["with blank lines everywhere"] = text => text.Replace("\n", "\n\n \n", StringComparison.Ordinal),
        ["without code fences"] = text => text.Replace("```\n", "", StringComparison.Ordinal),
        ["CRLF"] = text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["totals at the ends"] = text => Regex.Replace(text, "(It took .*\n)", "$1" + SentTotal),
        ["narrow"] = text => Regex.Replace(text, " *\\| *", "|"),
        ["wide"] = text => text.Replace("|", "  \t|", StringComparison.Ordinal),
        ["indented"] = text => text.Replace("\n", "\n    ", StringComparison.Ordinal),
        ["no end of the last line"] = text => text[..(text.LastIndexOf("received", StringComparison.Ordinal) + "received".Length)],
        ["marked"] = text => Regex.Replace(text, "(99.99+th .*)", "$1 *"),
    };

    public static TheoryData<string> Names => [.. Layouts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_the_same_runs(string layout)
    {
        var text = Layouts[layout](ReportSamples.Origin);
        Assert.NotEqual(ReportSamples.Origin, text);

        Assert.Equal(Figures(ReportSamples.Origin), Figures(text));
    }

    [Fact]
    public void Source_is_the_line_of_the_table_whatever_ends_lines()
    {
        var text = ("# off\n\n" + ReportSamples.Table).Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.Equal("report.md:4", Assert.Single(ReportParser.Parse("a/report.md", text, null).Runs).Source);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Begins_with_a_mark_as_windows_writes_it(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        var text = ReportContent.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(ReportSamples.Table)]);

        Assert.Equal("off", Assert.Single(ReportParser.Parse("report.md", text, "off").Runs).Mode);
    }

    [Fact]
    public void Our_own_report_of_separate_runs_is_read_too()
    {
        var ours = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", "TextReport.separate-runs.verified.txt"));

        var report = ReportParser.Parse("ours.txt", ours, null);

        Assert.Equal(["off", "off", "off", "idle", "idle", "idle", "log", "log", "log", "off-again", "off-again", "off-again"], report.Runs.Select(run => run.Mode));
        Assert.All(report.Runs, run => Assert.Equal((1_000, 1_250), (run.Replies, run.DurationMs)));
        Assert.Equal([(105_000.0, 150_000.0, 150_000.0, 300_000.0, 300_000.0), (110_000.0, 158_000.0, 158_000.0, 315_000.0, 315_000.0), (117_000.0, 168_000.0, 168_000.0, 336_000.0, 336_000.0)],
            report.Runs.Where(run => run.Mode == "log").Select(run => (run.MeanNs, run.PercentilesNs[99], run.PercentilesNs[99.9], run.PercentilesNs[99.99], run.WorstNs)));
        Assert.Equal(RecordingSamples.Manifest.Scenario! with { Name = "imported" }, Assert.Single(report.Loads).Scenario);
    }

    [Theory]
    [InlineData("valid")]
    [InlineData("invalid")]
    public void Our_own_report_of_pooled_slices_is_read_too(string name)
    {
        var ours = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", $"TextReport.{name}.verified.txt"));

        Assert.Equal(["off", "idle", "log", "off-again"], ReportParser.Parse("ours.txt", ours, null).Runs.Select(run => run.Mode));
    }

    private static List<string> Figures(string text) => [.. ReportParser.Parse("report.md", text, null).Runs.Select(Figures)];

    private static string Figures(KnownRun run) =>
        $"{run.Mode} {run.Replies} {run.DurationMs} {run.MeanNs} {string.Join(' ', run.PercentilesNs.Values)} {run.WorstNs}";
}
