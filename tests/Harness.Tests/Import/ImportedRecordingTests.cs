using System.Text.Json;
using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Import;

public sealed class ImportedRecordingTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2020, 11, 1, 19, 5, 46, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Has_a_manifest_that_claims_no_more_than_the_report()
    {
        var manifest = Read(Write("origin report.md", ReportSamples.Origin)).Manifest;

        Assert.Equal((1, Now, Now), (manifest.Schema, manifest.StartedAt, manifest.FinishedAt));
        Assert.Equal(TimeSpan.Zero, manifest.StartedAt.Offset);
        Assert.StartsWith("0.", manifest.Tool, StringComparison.Ordinal);
        Assert.True(manifest.Outcome.Valid);
        Assert.Equal(("imported", "sender", "imported: 12 runs of 4 modes, unpaired"), (manifest.Testbed, manifest.Side, manifest.Plan));
        Assert.Equal(("imported", 20_000, 4_016, 32),
            (manifest.Scenario!.Name, manifest.Scenario.MessagesPerSecond, manifest.Scenario.MessageBytes, manifest.Scenario.ReplyEvery));
        Assert.Equal(["off", "idle", "log", "off-again"], manifest.Modes);
        Assert.Equal((false, 0, 12), (manifest.Interleaved, manifest.Slices, manifest.Runs));
        Assert.Equal(["origin report.md sha256:bee875ed040289e3abd6e130caa6d7d580cdc28b125063df6851cf684839822b"], manifest.Sources);
        Assert.Null(manifest.SenderHost);
        Assert.Null(manifest.Probe);
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Is_read_from_disk_as_it_was_imported(string culture)
    {
        using var other = new Culture(culture);
        var imported = Read(Write("report.md", ReportSamples.Origin));

        var folder = ReportImport.Save(imported, _folder.File("recording"));

        Assert.Equal(_folder.File("recording"), folder);
        Assert.Equal(["manifest.json", "runs.jsonl"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        var loaded = Recording.Load(folder);
        Assert.Equal(JsonSerializer.Serialize(imported), JsonSerializer.Serialize(loaded));
        Assert.Equal(127_000, loaded.Runs[0].PercentilesNs[99]);
        Assert.Equal(TextReport.Create(imported), TextReport.Create(loaded));
    }

    [Fact]
    public void Numbers_runs_within_a_mode_over_all_files()
    {
        var recording = Read(
            Write("c.md", ReportSamples.Table + ReportSamples.Table, "log"),
            Write("b.md", ReportSamples.Table, "mine"),
            Write("d.md", "## again\n" + ReportSamples.Table + "## off\n" + ReportSamples.Table),
            Write("a.md", ReportSamples.Table + "\n", "log"));

        Assert.Equal([("log", 1, "c.md:2"), ("log", 2, "c.md:12"), ("mine", 1, "b.md:2"), ("off-again", 1, "d.md:3"), ("off", 1, "d.md:14"), ("log", 3, "a.md:2")],
            recording.Runs.Select(run => (run.Mode, run.Run, run.Source)));
        Assert.Equal(["off", "log", "mine", "off-again"], recording.Manifest.Modes);
        Assert.Equal("imported: 6 runs of 4 modes, unpaired", recording.Manifest.Plan);
    }

    [Fact]
    public void Of_off_alone_is_one()
    {
        var manifest = Read(Write("report.md", ReportSamples.Table, "off")).Manifest;

        Assert.Equal("off", Assert.Single(manifest.Modes));
        Assert.Equal("imported: 1 run of 1 mode, unpaired", manifest.Plan);
    }

    [Fact]
    public void Needs_off() =>
        Assert.Equal("no table is of the mode off, with which the others are compared; there are log, Off. Add a report without the tracer: off=FILE",
            Refused(Write("a.md", ReportSamples.Table, "log"), Write("b.md", ReportSamples.Table + "\n", "Off")));

    [Fact]
    public void Does_not_make_up_a_load()
    {
        var folder = ReportImport.Save(Read(Write("report.md", ReportSamples.Table, "off")), _folder.File("recording"));

        Assert.Contains("\"scenario\": null", File.ReadAllText(Path.Combine(folder, "manifest.json")), StringComparison.Ordinal);
        var loaded = Recording.Load(folder);
        Assert.Null(loaded.Manifest.Scenario);
        Assert.Contains("Load     unknown: no report that was imported tells of it", TextReport.Create(loaded), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(JsonReport.Create(loaded, folder));
        Assert.False(json.RootElement.TryGetProperty("scenario", out _));
    }

    [Fact]
    public void Takes_the_load_from_whichever_file_tells_it()
    {
        var other = ReportSamples.Scenario.Replace("172.31.35.37, remotePort 9998", "10.0.0.1, remotePort 7", StringComparison.Ordinal);

        var recording = Read(Write("a.md", ReportSamples.Table, "off"), Write("b.md", $"{ReportSamples.Scenario}\n{ReportSamples.Table}{other}\n", "log"));

        Assert.Equal(20_000, recording.Manifest.Scenario!.MessagesPerSecond);
    }

    [Theory]
    [InlineData("sendingRatePerSecond 20000", "sendingRatePerSecond 60000", "60000 messages a second of 4016 bytes")]
    [InlineData("messagesSent 1000000", "messagesSent 2000000", "2000000 messages, 31250 replies expected")]
    [InlineData("use buffers: true", "use buffers: false", "10000 of them warm-up, without buffers")]
    public void Is_of_one_load(string part, string instead, string expected)
    {
        var other = ReportSamples.Scenario.Replace(part, instead, StringComparison.Ordinal);
        var files = (First: Write("a.md", $"{ReportSamples.Scenario}\n{ReportSamples.Table}", "off"), Second: Write("b.md", $"\n{other}\n{ReportSamples.Table}", "log"));

        var refused = Refused(files.First, files.Second);

        Assert.StartsWith($"{files.First.Path}, line 1 and {files.Second.Path}, line 2 tell of different loads: 20000 messages a second of 4016 bytes", refused, StringComparison.Ordinal);
        Assert.Contains(expected, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_no_report_twice()
    {
        var (once, twice) = (Write("a.md", ReportSamples.Table, "off"), Write("b.md", ReportSamples.Table, "log"));

        Assert.Equal($"{once.Path} and {twice.Path} are the same report; name it once, or its runs count twice", Refused(once, twice));
    }

    [Fact]
    public void Goes_into_no_folder_that_holds_a_recording()
    {
        var imported = Read(Write("report.md", ReportSamples.Table, "off"));
        var folder = ReportImport.Save(imported, _folder.File("recording"));

        Assert.Equal($"{folder} holds a recording already; choose another folder, or remove it", Assert.Throws<IOException>(() => ReportImport.Save(imported, folder)).Message);
    }

    [Fact]
    public void Report_tells_that_it_was_imported_and_what_is_not_known() => Approved.Match("TextReport.imported", TextReport.Create(Read(Write("report.md", ReportSamples.Origin))));

    public void Dispose() => _folder.Dispose();

    private ReportFile Write(string name, string text, string? mode = null)
    {
        File.WriteAllText(_folder.File(name), text);
        return new ReportFile(_folder.File(name), mode);
    }

    private static Recording Read(params ReportFile[] files) => ReportImport.Read(files, new StoppedClock());

    private static string Refused(params ReportFile[] files) => Assert.Throws<InvalidRecordingException>(() => Read(files)).Message;

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
