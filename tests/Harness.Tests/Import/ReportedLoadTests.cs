using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Import;

public class ReportedLoadTests
{
    [Theory]
    [InlineData("")]
    [InlineData("- ")]
    [InlineData("    * ")]
    public void Is_read_from_the_scenario_line(string before)
    {
        var load = Assert.Single(Parse(before + ReportSamples.Scenario).Loads);

        Assert.Equal("20000 messages a second of 4016 bytes, 1 reply for 32, 1000000 messages, 31250 replies expected, 10000 of them warm-up, with buffers", load.Words);
    }

    [Fact]
    public void Is_of_the_origin_s_smallest_message_without_extra_data()
    {
        var load = Assert.Single(Parse(ReportSamples.Scenario.Replace("4000 bytes", "8 bytes", StringComparison.Ordinal).Replace("true", "false", StringComparison.Ordinal)).Loads);

        Assert.Equal(24, load.Scenario.MessageBytes);
        Assert.EndsWith("without buffers", load.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("market-data")]
    [InlineData("market-data,rate=10000,bytes=64-1500,reply-every=10")]
    [InlineData("market-data,reply-bytes=1048576,connections=1000,sender-threads=50")]
    [InlineData("market-data,connections=2")]
    [InlineData("market-data,rate=20000000,bytes=1048575-1048576,reply-bytes=1048576,reply-every=1000000,connections=1000,sender-threads=50,priority=fifo:50")]
    public void Is_read_from_a_report_of_ours(string scenario)
    {
        var measured = Scenario.Parse(scenario);
        var report = TextReport.Create(RecordingSamples.Valid with { Manifest = RecordingSamples.Manifest with { Scenario = measured } });

        var load = Assert.Single(ReportParser.Parse("report.txt", report, mode: null).Loads);

        // What loops do is no part of what a report is imported for.
        Assert.Equal(measured with { Name = "imported", RealTimePriority = null }, load.Scenario);
    }

    [Theory]
    [InlineData("bytes=64-1500")]
    [InlineData("reply-bytes=64")]
    [InlineData("connections=2")]
    public void Is_another_one_when_any_of_it_differs(string change)
    {
        var loads = ((string[])["market-data", $"market-data,bytes=64", $"market-data,{change}"]).Select(text => Assert.Single(Parse($"Load     {LoadText.Of(Scenario.Parse(text))}; spin").Loads).Words);

        Assert.Equal(3, loads.Distinct().Count());
    }

    [Theory]
    [InlineData("Load     bursts of 100 messages every 5ms, 20000 a second on average, of 64 bytes, 1 reply of 24 bytes for 32; spin")]
    [InlineData("Load     the timeline open (0123456789ab) of 100 messages in 1 s, over and over, 100 a second on average, of 64 bytes")]
    public void Is_refused_where_it_is_not_steady(string line)
    {
        var refused = Assert.Throws<InvalidRecordingException>(() => Parse(line));

        Assert.Equal("some/report.md, line 2: the load comes in bursts or by a timeline, of which a report does not tell enough; import reports of a steady rate, or take the recording", refused.Message);
    }

    [Theory]
    [InlineData("Scenario: as above")]
    [InlineData("## Test scenario:")]
    [InlineData("remoteHost 1.2.3.4")]
    [InlineData("Load     unknown: no report that was imported tells of it; not begun")]
    public void Is_not_known_from_other_lines(string line) => Assert.Empty(Parse(line).Loads);

    [Theory]
    [InlineData("remotePort 9998", "remotePort 65536", 47, "expected a port, found '65536'")]
    [InlineData("sendingRatePerSecond 20000", "sendingRatePerSecond 0", 74, "expected messages a second, 1 or more, found '0'")]
    [InlineData("messagesSent", "messages", 112, "expected 'messagesSent', found 'messages 1000000, 31250 expected responses with a response r...'")]
    [InlineData("1 for 32", "1 for 0", 186, "expected a number of messages, 1 or more, found '0'")]
    [InlineData("use buffers: true", "use buffers: maybe", 203, "expected true or false, found 'maybe, extra data 4000 bytes'")]
    [InlineData("4000 bytes", "2147483647 bytes", 220, "expected bytes, found '2147483647'")]
    [InlineData(", extra data 4000 bytes", "", 207, "expected ',', found the end of the line")]
    public void Is_refused_when_the_line_is_damaged(string part, string instead, int column, string expected)
    {
        Assert.Contains(part, ReportSamples.Scenario, StringComparison.Ordinal);

        var refused = Assert.Throws<InvalidRecordingException>(() => Parse(ReportSamples.Scenario.Replace(part, instead, StringComparison.Ordinal)));

        Assert.Equal($"some/report.md, line 2, column {column}: {expected}", refused.Message);
    }

    private static ParsedReport Parse(string line) => ReportParser.Parse("some/report.md", $"prose\n{line}\n{ReportSamples.Table}", "off");
}
