using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class MarkdownReportTests
{
    public static TheoryData<string> Names => [.. ReportedRecordings.Names];

    [Theory]
    [InlineData("judged", "")]
    [InlineData("judged", "de-DE")]
    [InlineData("not-begun", "")]
    public void Is_the_approved_one(string name, string culture)
    {
        using var other = new Culture(culture);

        Approved.Match($"MarkdownReport.{name}", Create(ReportedRecordings.Of(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_whole_tables_and_closes_what_it_opens(string name)
    {
        var lines = Create(ReportedRecordings.Of(name)).Split('\n');

        Assert.Equal(lines.Count(line => line.StartsWith("<details>", StringComparison.Ordinal)), lines.Count(line => line == "</details>"));
        Assert.True(lines.Count(line => line.StartsWith("```", StringComparison.Ordinal)) % 2 == 0);
        foreach (var head in lines.Index().Where(line => line.Item.StartsWith("| --- |", StringComparison.Ordinal)))
        {
            Assert.Equal("", lines[head.Index - 2]);
            Assert.All(lines.Skip(head.Index - 1).TakeWhile(line => line.Length > 0), row => Assert.Equal(Bars(head.Item), Bars(row)));
        }
    }

    [Theory]
    [InlineData("a|b")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("@everybody")]
    [InlineData("[x](http://evil.example)")]
    [InlineData("www.evil.example")]
    [InlineData("``` `` `")]
    [InlineData("# heading\n- item\n```\nx")]
    [InlineData("**bold** _it_ ~~no~~ :tada: #1 \\| \\")]
    public void Names_and_causes_are_code_or_harmless(string hostile)
    {
        var recording = Hostile(hostile).Noted(manifest => manifest with
        {
            Outcome = new Outcome(false, [$"the tracer of {hostile} died"]),
            Budgets = new Dictionary<string, string> { [hostile] = "p50=1us" },
            TestbedFacts = [hostile],
        });

        var report = Create(recording);

        var prose = WithoutCode(report);
        Assert.All((string[])["<img", "@everybody", "](", "evil", ":tada:", "# heading", "**bold**", "~~"], part => Assert.DoesNotContain(part, prose, StringComparison.Ordinal));
        foreach (var head in report.Split('\n').Index().Where(line => line.Item.StartsWith("| --- |", StringComparison.Ordinal)))
        {
            Assert.All(report.Split('\n').Skip(head.Index - 1).TakeWhile(line => line.Length > 0), row => Assert.Equal(Bars(head.Item), Bars(row)));
        }
    }

    [Fact]
    public void Is_never_longer_than_GitHub_takes_and_says_what_it_left_out()
    {
        var recording = Many(300).Noted(manifest => manifest with { Outcome = new Outcome(false, [.. Enumerable.Range(1, 3_000).Select(number => $"cause {number}")]) });

        var report = Create(recording);

        Assert.InRange(report.Length, 1, MarkdownReport.Longest - 1);
        Assert.StartsWith("### :x: TraceToll: INVALID\n", report, StringComparison.Ordinal);
        Assert.Contains("- and 250 more\n", report, StringComparison.Ordinal);
        Assert.Contains("Left out, as GitHub takes no longer texts: ", report[^400..], StringComparison.Ordinal);
    }

    [Fact]
    public void Begins_with_the_worst_that_is_to_be_said()
    {
        Assert.StartsWith("### :x: TraceToll: idle WITHIN, log REGRESSED\n", Create(ReportedRecordings.Judged), StringComparison.Ordinal);
        Assert.StartsWith("### :x: TraceToll: 7 REGRESSED\n", Create(Many(7)), StringComparison.Ordinal);
        Assert.StartsWith("### :x: TraceToll: INVALID\n", Create(ReportedRecordings.Invalid), StringComparison.Ordinal);
        Assert.StartsWith("### :white_check_mark: TraceToll: VALID\n", Create(RecordingSamples.Valid), StringComparison.Ordinal);
    }

    private static Recording Many(int scripts)
    {
        string[] modes = [.. Enumerable.Range(1, scripts).Select(number => $"script-{number}-{new string('x', 60)}")];
        return new Recording(
            RecordingSamples.Manifest with { Modes = ["off", .. modes], Budgets = modes.ToDictionary(mode => mode, _ => "p50=1us") },
            [.. from block in Enumerable.Range(1, 8) from mode in (string[])["off", .. modes] select Sessions.Slice(block, mode, mode == "off" ? 100 : 110, 20)]);
    }

    private static Recording Hostile(string name)
    {
        var recording = Sessions.Of(12, _ => 100, _ => 8);
        return new Recording(
            recording.Manifest with { Modes = ["off", name, "off-again"] },
            [.. recording.Slices.Select(slice => slice.Mode == "idle" ? slice with { Mode = name } : slice)]);
    }

    // A bar behind a backslash is none.
    private static int Bars(string row) => row.Replace(@"\|", "", StringComparison.Ordinal).Count(character => character == '|');

    /// <summary>As CommonMark takes code away: fences of lines first, then runs of as many backticks.</summary>
    private static string WithoutCode(string markdown)
    {
        List<string> prose = [];
        string? fence = null;
        foreach (var line in markdown.Split('\n'))
        {
            var ticks = new string('`', line.TakeWhile(character => character == '`').Count());
            if (fence == null && ticks.Length >= 3 && line == $"{ticks}text")
            {
                fence = ticks;
            }
            else if (fence != null && line.Length >= fence.Length && line.All(character => character == '`'))
            {
                fence = null;
            }
            else if (fence == null)
            {
                prose.Add(System.Text.RegularExpressions.Regex.Replace(line, "(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)", ""));
            }
        }

        Assert.Null(fence);
        return string.Join('\n', prose);
    }

    private static string Create(Recording recording) => MarkdownReport.Create(recording, ReportedRecordings.Analysed(recording));
}
