using System.Text.RegularExpressions;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public partial class TerminalReportTests
{
    private const string Escape = "\u001b";
    private const string Red = $"{Escape}[1;31m";
    private const string Green = $"{Escape}[1;32m";
    private const string Yellow = $"{Escape}[1;33m";
    private const string Dim = $"{Escape}[2m";

    public static TheoryData<string, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<string, int>();
            foreach (var name in ReportedRecordings.Names)
            {
                foreach (var width in (int[])[80, 120, 200])
                {
                    sizes.Add(name, width);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Is_the_approved_one(int width) => Approved.Match($"TerminalReport.judged-{width}", Create(ReportedRecordings.Judged, width, isColoured: false));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Fits_the_terminal_with_tables_that_are_whole(string name, int width)
    {
        var lines = Create(ReportedRecordings.Of(name), width, isColoured: false).Split('\n');

        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        // What is broken goes on in a row without a name, as only heads have.
        foreach (var (i, row) in lines.Index().Where(line => line.Item.StartsWith('│')))
        {
            Assert.True(row.EndsWith('│') && (row[1..].Split('│')[0].Trim().Length > 0 || lines[i - 1].StartsWith('╭')), row);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Colours_change_nothing_but_colours(string name, int width)
    {
        var recording = ReportedRecordings.Of(name);

        Assert.Equal(Create(recording, width, isColoured: false), Escapes().Replace(Create(recording, width, isColoured: true), ""));
    }

    [Fact]
    public void Colours_the_words_that_matter()
    {
        var judged = Create(ReportedRecordings.Judged, 120, isColoured: true);

        Assert.Contains($"idle: {Green}WITHIN{Escape}[0m its budget", judged, StringComparison.Ordinal);
        Assert.Contains($"log: {Red}REGRESSED{Escape}[0m: it costs more", judged, StringComparison.Ordinal);
        Assert.Contains($"{Green}VALID{Escape}[0m: of what", judged, StringComparison.Ordinal);
        Assert.Contains($"{Red}INVALID{Escape}[0m: draw no conclusion", Create(ReportedRecordings.Invalid, 120, isColoured: true), StringComparison.Ordinal);
        var few = Sessions.Of(5, _ => 100, _ => 8).Noted(manifest => manifest with { Budgets = new Dictionary<string, string> { ["idle"] = "p50=1.5us" } });
        Assert.Contains($"idle: {Yellow}INCONCLUSIVE{Escape}[0m", Create(few, 120, isColoured: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_only_what_is_above_zero_and_above_noise()
    {
        // idle adds 0.3 us, and off-again differs by as much; log adds 25.
        var recording = Sessions.Of(12, _ => 100, block => 0.3 + (Sessions.Wobble(block) / 10), _ => 0.5);
        recording = new Recording(
            recording.Manifest with { Modes = ["off", "idle", "log", "off-again"] },
            [.. recording.Slices, .. Enumerable.Range(1, 12).Select(block => Sessions.Slice(block, "log", 125 + Sessions.Wobble(block)))]);

        var cells = Row(Create(recording, 120, isColoured: true), "p50");

        Assert.DoesNotContain(Red, cells[2], StringComparison.Ordinal);
        Assert.Contains(Red, cells[3], StringComparison.Ordinal);
        Assert.DoesNotContain(Red, cells[4], StringComparison.Ordinal);
    }

    [Fact]
    public void What_costs_less_or_may_be_noise_or_has_no_noise_floor_is_not_red()
    {
        Assert.DoesNotContain(Red, Create(Sessions.Of(12, _ => 100, block => -5 + Sessions.Wobble(block)), 120, isColoured: true), StringComparison.Ordinal);
        Assert.DoesNotContain(Red, Create(Sessions.Of(12, _ => 100, Sessions.Wobble), 120, isColoured: true), StringComparison.Ordinal);
        var without = Sessions.Of(12, _ => 100, block => 8 + Sessions.Wobble(block));
        without = new Recording(without.Manifest with { Modes = ["off", "idle"] }, [.. without.Slices.Where(slice => slice.Mode != "off-again")]);
        Assert.DoesNotContain(Red, Create(without, 120, isColoured: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Dims_what_too_few_round_trips_support()
    {
        var report = Create(ReportedRecordings.Judged, 120, isColoured: true);

        Assert.All(Row(report, "p99.9").Skip(1), cell => Assert.Contains(Dim, cell, StringComparison.Ordinal));
        Assert.DoesNotContain(Row(report, "p50").Skip(1), cell => cell.Contains(Dim, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_neither_markup_nor_orders_to_the_terminal()
    {
        var recording = Hostile("[red]x[/] :smile: [link=http://a.b]\u001b[2J\u0007\u009b31m");

        foreach (var isColoured in (bool[])[true, false])
        {
            var report = Escapes().Replace(Create(recording, 200, isColoured), "");
            Assert.Contains("[red]x[/] :smile: [link=http://a.b]\ufffd[2J\ufffd\ufffd31m - off", report, StringComparison.Ordinal);
            Assert.DoesNotContain(report, character => char.IsControl(character) && character != '\n');
        }
    }

    [Fact]
    public void Draws_with_what_the_terminal_has()
    {
        var report = TerminalReport.Create(RecordingSamples.Valid, SessionAnalysis.Of(RecordingSamples.Valid), 120, isColoured: false, isUnicode: false);

        Assert.All(report, character => Assert.True(char.IsAscii(character), report));
        Assert.Contains("+---", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Is_the_same_in_every_culture(string culture)
    {
        var expected = Create(ReportedRecordings.Judged, 120, isColoured: true);
        using var other = new Culture(culture);

        Assert.Equal(expected, Create(ReportedRecordings.Judged, 120, isColoured: true));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_terminal_that_tells_no_width_gets_a_report(int width) =>
        Assert.Contains("WITHIN", Create(ReportedRecordings.Judged, width, isColoured: true), StringComparison.Ordinal);

    private static Recording Hostile(string name)
    {
        var recording = Sessions.Of(7, _ => 100, _ => 8);
        return new Recording(
            recording.Manifest with { Modes = ["off", name, "off-again"] },
            [.. recording.Slices.Select(slice => slice.Mode == "idle" ? slice with { Mode = name } : slice)]);
    }

    /// <summary>The cells of a row of the table of differences, its name the first.</summary>
    private static string[] Row(string report, string name)
    {
        var table = report[report.IndexOf("what a mode adds", StringComparison.Ordinal)..];
        return table.Split('\n').First(line => Escapes().Replace(line, "").StartsWith($"│ {name} ", StringComparison.Ordinal)).Split('│')[1..^1]
            .Select(cell => cell.Replace($"{Dim}", "\u0001", StringComparison.Ordinal)).Select((cell, i) => cell.TrimEnd('\u0001').Replace("\u0001", Dim, StringComparison.Ordinal)).ToArray();
    }

    private static string Create(Recording recording, int width, bool isColoured) => TerminalReport.Create(recording, ReportedRecordings.Analysed(recording), width, isColoured);

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escapes();
}
