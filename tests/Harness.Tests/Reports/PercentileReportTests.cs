using System.Globalization;
using CliWrap.Buffered;
using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Reports;
using TraceToll.Tests.Import;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public sealed class PercentileReportTests : IDisposable
{
    private static readonly string[] Jars = ["/usr/share/java/HdrHistogram.jar", "/usr/share/java/hdrhistogram.jar"];

    private static readonly Recording Recording = new(
        RecordingSamples.Manifest with { Modes = ["off", "log", "nothing"] },
        [
            .. RecordingSamples.Valid.Slices.Where(slice => slice is { Mode: "off" or "log", Use: SliceUse.Compared }),
            RecordingSamples.Slice(4, "log", Enumerable.Range(1, 5_000).Select(i => i * 997L)),
            RecordingSamples.Slice(5, "off", [1, 1_000, 1_000_000_000_000]),
            RecordingSamples.Slice(5, "nothing", []),
        ]);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Has_header_rows_and_footer()
    {
        var lines = PercentileReport.Create(RecordingSamples.Valid, "off").Split('\n');

        Assert.Equal("       Value     Percentile TotalCount 1/(1-Percentile)", lines[0]);
        Assert.Equal("", lines[1]);
        Assert.Equal("      60.031 0.000000000000        909           1.00", lines[2]);
        Assert.Equal("     186.111 1.000000000000       3000", lines[^5]);
        Assert.StartsWith("#[Mean    =       63.8", lines[^4], StringComparison.Ordinal);
        Assert.Equal("#[Max     =      186.111, Total count    =         3000]", lines[^3]);
        Assert.StartsWith("#[Buckets = ", lines[^2], StringComparison.Ordinal);
        Assert.Equal("", lines[^1]);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Is_the_same_in_every_culture(string culture)
    {
        var expected = PercentileReport.Create(Recording, "log");
        using var other = new Culture(culture);

        Assert.Equal(expected, PercentileReport.Create(Recording, "log"));
        Assert.DoesNotContain(',', expected.Replace(", ", " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Percentiles_rise_to_the_worst_and_are_those_of_the_slices()
    {
        var rows = PercentileReport.Create(Recording, "log").Split('\n').Skip(2).TakeWhile(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToList();

        Assert.Equal(rows.Select(row => row[0]).Order(), rows.Select(row => row[0]));
        Assert.Equal(rows.Select(row => row[1]).Order(), rows.Select(row => row[1]));
        var log = Histograms.Merge(Recording.Slices.Where(slice => slice.Mode == "log").Select(slice => slice.Measured.FromDue));
        Assert.Equal((1.0, 8_000.0), (rows[^1][1], rows[^1][2]));
        Assert.Equal(log.GetMax() / 1_000.0, rows[^1][0], 1e-3);
        Assert.Equal(log.GetValueAtPercentile(50) / 1_000.0, rows.First(row => row[1] >= 0.5)[0], 1e-3);
    }

    [SkippableTheory]
    [InlineData("off")]
    [InlineData("log")]
    [InlineData("nothing")]
    public async Task Is_what_the_java_library_writes_of_the_same_log(string mode)
    {
        var jar = Array.Find(Jars, File.Exists);
        TraceToll.Xunit.Requirements.Require(jar != null && OnPath("java"), "java",
            "the Java HdrHistogram is not here; sudo apt-get install default-jdk-headless libhdrhistogram-java");
        var path = _folder.File("from-due.hlog");
        HistogramLog.Write(path, Recording.Slices, measured => measured.FromDue);

        var java = await CliWrap.Cli.Wrap("java").WithArguments(["-cp", jar!, Path.Combine(AppContext.BaseDirectory, "Files", "java", "WritePercentiles.java"), path, mode])
            .ExecuteBufferedAsync(Patience.Limit());

        Assert.Equal(java.StandardOutput, PercentileReport.Create(Recording, mode));
    }

    [Fact]
    public void A_mode_that_is_not_there_is_named()
    {
        var refused = Assert.Throws<FormatException>(() => PercentileReport.Create(Recording, "idle"));

        Assert.Equal("'idle' is no mode of the recording; it has off, log, nothing", refused.Message);
    }

    [Fact]
    public void An_imported_recording_has_none()
    {
        File.WriteAllText(_folder.File("report.md"), ReportSamples.Origin);
        var imported = ReportImport.Read([new ReportFile(_folder.File("report.md"))], TimeProvider.System);

        Assert.Contains("has no histograms", Assert.Throws<FormatException>(() => PercentileReport.Create(imported, "off")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
