using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.Import;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public sealed class OriginReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. ReportedRecordings.Names.Where(name => name != "not-begun")];

    [Fact]
    public void Is_the_approved_one()
    {
        using var other = new Culture("de-DE");

        Approved.Match("OriginReport.separate-runs", OriginReport.Create(ReportedRecordings.SeparateRuns));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_imported_with_every_mode_and_run(string name)
    {
        var recording = ReportedRecordings.Of(name);

        var imported = Import(OriginReport.Create(recording));

        var runs = ReportRun.Measured(recording);
        Assert.Equal(runs.Select(run => (run.Mode, run.Replies)), imported.Runs.Select(run => (run.Mode, run.Replies)));
        Assert.Equal(recording.Manifest.Scenario! with { Name = "imported", Idle = IdleStrategy.Auto }, imported.Manifest.Scenario);
        foreach (var (written, read) in runs.Zip(imported.Runs))
        {
            Assert.Equal(written.ValuesNs[TraceToll.Analysis.Measure.Worst], read.WorstNs, 501.0);
            Assert.All(read.PercentilesNs, each => Assert.Equal(written.ValuesNs[new(each.Key)], each.Value, 501.0));
        }
    }

    [Fact]
    public void The_origin_s_own_figures_come_through_unchanged()
    {
        var imported = Import(ReportSamples.Origin);

        var again = Import(OriginReport.Create(imported));

        Assert.Equal(imported.Runs.Select(Figures), again.Runs.Select(Figures));
        Assert.Equal(OriginReport.Create(imported), OriginReport.Create(again with { Manifest = again.Manifest with { StartedAt = imported.Manifest.StartedAt } }));
    }

    [Theory]
    [InlineData("my script")]
    [InlineData("turned off: again, not logging")]
    [InlineData("not logging\nlatency (microseconds) |")]
    public void A_script_stays_a_mode_of_its_own(string name)
    {
        var recording = new Recording(
            RecordingSamples.Manifest with { Modes = ["off", name] },
            [RecordingSamples.Slice(1, "off", 60_000, 1_000), RecordingSamples.Slice(1, name, 70_000, 1_000)]);

        var imported = Import(OriginReport.Create(recording));

        Assert.Equal(["off", name.Replace(':', '-').Replace('\n', '-')], imported.Manifest.Modes);
    }

    [Fact]
    public void A_load_that_a_report_cannot_tell_stays_unknown()
    {
        var bursts = RecordingSamples.Valid.Noted(manifest => manifest with { Scenario = Scenario.MarketData.InBursts(100, 5_000_000) });

        Assert.Null(Import(OriginReport.Create(bursts)).Manifest.Scenario);
    }

    [Fact]
    public void What_may_not_be_concluded_from_says_so()
    {
        Assert.Contains("\nINVALID: draw no conclusion from these figures.\n  - block 2, log: the tracer lost 7 events", OriginReport.Create(ReportedRecordings.Invalid), StringComparison.Ordinal);
        Assert.Contains("\nINVALID: ", OriginReport.Create(ReportedRecordings.NotBegun), StringComparison.Ordinal);
        Assert.DoesNotContain("VALID", OriginReport.Create(RecordingSamples.Valid), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my[1].bt")]
    [InlineData("[red]log[/]")]
    [InlineData("[")]
    public void Brackets_in_a_name_are_brackets(string mode)
    {
        var recording = new Recording(
            RecordingSamples.Manifest with { Modes = ["off", mode] }, [RecordingSamples.Slice(1, "off", 60_000, 1_000), RecordingSamples.Slice(1, mode, 61_000, 1_000)]);

        Assert.Contains($"{mode} - off", TextReport.Create(recording), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Recording Import(string text)
    {
        var path = _folder.File("report.md");
        File.WriteAllText(path, text);
        return ReportImport.Read([new ReportFile(path)], TimeProvider.System);
    }

    private static string Figures(KnownRun run) => FormattableString.Invariant(
        $"{run.Mode} {run.Run} {run.Replies} {run.DurationMs} {run.MeanNs} {string.Join(' ', run.PercentilesNs.Values)} {run.WorstNs}");
}
