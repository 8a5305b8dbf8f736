using TraceToll.Recordings.Import;
using Xunit;

namespace TraceToll.Tests.Import;

public class OriginReportTests
{
    private static readonly ParsedReport Report = ReportParser.Parse("some where/origin-report.md", ReportSamples.Origin, mode: null);

    [Theory]
    [InlineData(0, "off", 36, 72, 127, 175, 206, 207, 207)]
    [InlineData(1, "off", 47, 64, 139, 185, 205, 212, 212)]
    [InlineData(2, "off", 59, 66, 122, 162, 180, 391, 391)]
    [InlineData(3, "idle", 75, 64, 98, 176, 229, 283, 283)]
    [InlineData(4, "idle", 88, 72, 122, 164, 181, 199, 199)]
    [InlineData(5, "idle", 101, 69, 152, 192, 211, 496, 496)]
    [InlineData(6, "log", 125, 118, 177, 242, 262, 277, 277)]
    [InlineData(7, "log", 138, 107, 161, 215, 250, 258, 258)]
    [InlineData(8, "log", 152, 108, 164, 211, 229, 257, 257)]
    [InlineData(9, "off-again", 169, 63, 91, 109, 133, 155, 155)]
    [InlineData(10, "off-again", 182, 63, 121, 159, 176, 243, 243)]
    [InlineData(11, "off-again", 195, 67, 145, 194, 215, 217, 217)]
    public void Is_read_with_the_published_figures(int index, string mode, int line, int mean, int p99, int p999, int p9999, int p99999, int worst)
    {
        var run = Report.Runs[index];

        Assert.Equal((mode, $"origin-report.md:{line}"), (run.Mode, run.Source));
        Assert.Equal((mean * 1000.0, worst * 1000.0), (run.MeanNs, run.WorstNs));
        Assert.Equal([(99, p99 * 1000.0), (99.9, p999 * 1000.0), (99.99, p9999 * 1000.0), (99.999, p99999 * 1000.0)],
            run.PercentilesNs.Select(percentile => (percentile.Key, percentile.Value)));
        Assert.Equal((21_250, 33_998), (run.Replies, run.DurationMs));
    }

    [Fact]
    public void Has_twelve_runs_and_one_load()
    {
        Assert.Equal(12, Report.Runs.Count);
        var load = Assert.Single(Report.Loads);
        Assert.Equal(("imported", 20_000, 4_016, 32), (load.Scenario.Name, load.Scenario.MessagesPerSecond, load.Scenario.MessageBytes, load.Scenario.ReplyEvery));
        Assert.Equal("some where/origin-report.md, line 27", load.Place);
    }
}
