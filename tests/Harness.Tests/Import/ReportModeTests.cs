using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using Xunit;

namespace TraceToll.Tests.Import;

public class ReportModeTests
{
    [Theory]
    [InlineData("### A) bpftrace is not running (benchmark)", "off")]
    [InlineData("### B) bpftrace is running, but not logging anything (no win0 issues)", "idle")]
    [InlineData("### C) bpftrace is running and logging everything to a file", "log")]
    [InlineData("### D) same as A), repeated again", "off-again")]
    [InlineData("A) off (benchmark),", "off")]
    [InlineData("B) ON with nothing interesting to log,", "idle")]
    [InlineData("C) ON, LOGGING all the packets", "log")]
    [InlineData("D) Same as A)", "off-again")]
    [InlineData("# Off", "off")]
    [InlineData("###### running without logging", "idle")]
    [InlineData("## off, again", "off-again")]
    [InlineData("  ## OFF", "off")]
    [InlineData("off: bpftrace is not running, run 1", "off")]
    [InlineData("off-again: bpftrace is not running, run 12", "off-again")]
    [InlineData("idle: bpftrace is running, but not logging anything, 8 slices pooled", "idle")]
    [InlineData("log: bpftrace is running and logging everything to a file, run 1", "log")]
    [InlineData("planted: no bpftrace; the load is delayed on purpose, 8 slices pooled", "planted")]
    [InlineData("my script_2: bpftrace is running the script, run 1", "my script_2")]
    [InlineData("### off-cpu.v2: bpftrace is running the script, run 1", "off-cpu.v2")]
    public void Is_what_the_heading_says(string heading, string mode)
    {
        var text = $"# a title of the tracer logging\n\n{heading}\n\nsome prose\n\n```\n{ReportSamples.Table}```\n";

        Assert.Equal(mode, Assert.Single(Parse(text).Runs).Mode);
    }

    [Fact]
    public void Is_that_of_the_nearest_heading_until_the_next()
    {
        var text = $"A) off,\nC) logging\n{ReportSamples.Table}{ReportSamples.Table}## nothing to log\n{ReportSamples.Table}";

        Assert.Equal(["log", "log", "idle"], Parse(text).Runs.Select(run => run.Mode));
    }

    [Theory]
    [InlineData("## Results", "'## Results'")]
    [InlineData("### E) logging, again", "'### E) logging, again'")]
    [InlineData("### E) same as C)", "'### E) same as C)'")]
    [InlineData("### The offset against the clock", "'### The offset against the clock'")]
    public void A_heading_that_does_not_tell_is_named(string heading, string shown)
    {
        var text = $"### A) off\n{heading}\n{ReportSamples.Table}";

        Assert.Equal($"some/report.md, line 4: the heading above this table, {shown} in line 2, does not tell its mode; write MODE=FILE, such as off=some/report.md", Refused(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("off\n")]
    [InlineData("#off\n")]
    [InlineData("a) off\n")]
    [InlineData("Note: bpftrace is off\n")]
    public void A_table_without_a_heading_is_named(string prose)
    {
        var line = prose.Length == 0 ? 2 : 3;

        Assert.Equal($"some/report.md, line {line}: no heading above this table tells its mode; write MODE=FILE, such as off=some/report.md", Refused(prose + ReportSamples.Table));
    }

    [Fact]
    public void Given_with_the_file_it_is_that_of_all_tables() =>
        Assert.All(ReportParser.Parse("report.md", ReportSamples.Origin, "mine").Runs, run => Assert.Equal("mine", run.Mode));

    private static ParsedReport Parse(string text) => ReportParser.Parse("some/report.md", text, null);

    private static string Refused(string text) => Assert.Throws<InvalidRecordingException>(() => Parse(text)).Message;
}
