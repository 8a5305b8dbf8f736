using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Reports;
using TraceToll.Tests.Import;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class CsvReportTests
{
    private const string Header = "mode,use,block,measure,ns,supported,replies,start";

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Has_a_row_for_each_slice_and_measure(string culture)
    {
        using var other = new Culture(culture);

        var text = CsvReport.Create(RecordingSamples.Valid);

        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.Equal(Header, lines[0]);
        Assert.Equal(RecordingSamples.Valid.Slices.Count * Measure.All.Count, lines.Length - 1);
        Assert.Equal(
            [
                "off,compared,1,mean,62820,true,1000,2020-11-01T19:05:48.5000000Z",
                "off,compared,1,p50,60031,true,1000,2020-11-01T19:05:48.5000000Z",
                "off,compared,1,p90,60031,true,1000,2020-11-01T19:05:48.5000000Z",
                "off,compared,1,p99,90047,true,1000,2020-11-01T19:05:48.5000000Z",
                "off,compared,1,p99.9,90047,false,1000,2020-11-01T19:05:48.5000000Z",
            ],
            lines[1..6]);
        Assert.Equal(2 * Measure.All.Count, lines.Count(line => line.Contains(",counted,3,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Has_the_values_that_are_compared()
    {
        var recording = ReportedRecordings.Judged;
        var rows = Rows(recording);

        foreach (var difference in SessionAnalysis.Of(recording).Comparisons.Single(comparison => comparison.Treatment == "log").Differences)
        {
            var of = rows.Where(row => row[1] == "compared" && row[3] == difference.Measure.Name).ToLookup(row => row[0], row => double.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(difference.BlockNs, of["log"].Zip(of["off"], (log, off) => log - off));
        }
    }

    [Fact]
    public void Says_which_blocks_a_rule_left_out() =>
        Assert.Equal(["3"], Rows(ReportedRecordings.Judged).Where(row => row[1] == "excluded").Select(row => row[2]).Distinct());

    [Fact]
    public void Has_the_runs_of_an_imported_recording()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("report.md"), ReportSamples.Origin);

        var rows = Rows(ReportImport.Read([new ReportFile(folder.File("report.md"))], TimeProvider.System));

        Assert.Equal(12 * 6, rows.Count);
        Assert.Equal(["off", "compared", "1", "mean", "72000", "true", "21250", ""], rows[0]);
        Assert.Equal(["off", "compared", "1", "p99", "127000", "true", "21250", ""], rows[1]);
    }

    [Fact]
    public void A_slice_without_replies_has_no_values()
    {
        var row = Rows(new Recording(RecordingSamples.Manifest with { Modes = ["off"] }, [RecordingSamples.Slice(1, "off", [])]))[1];

        Assert.Equal(["off", "compared", "1", "p50", "", "false", "0", "2020-11-01T19:05:48.5000000Z"], row);
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("plain name", "plain name")]
    public void Quotes_as_RFC_4180_has_it(string mode, string expected) => Assert.StartsWith(
        $"{Header}\n{expected},compared,1,mean,", CsvReport.Create(new Recording(RecordingSamples.Manifest with { Modes = [mode] }, [RecordingSamples.Slice(1, mode, [1_000])])), StringComparison.Ordinal);

    private static List<string[]> Rows(Recording recording) => [.. CsvReport.Create(recording).TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','))];
}
