using System.Globalization;
using CliWrap.Buffered;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Files;

public sealed class HistogramLogTests : IDisposable
{
    private static readonly string[] Jars = ["/usr/share/java/HdrHistogram.jar", "/usr/share/java/hdrhistogram.jar"];

    private static readonly List<Slice> Slices =
    [
        .. RecordingSamples.Valid.Slices,
        // A script of the user's may be called anything.
        RecordingSamples.Slice(4, "my script,v2", Enumerable.Range(1, 5_000).Select(i => i * 997L)),
        RecordingSamples.Slice(5, "off", [1, 1_000, 1_000_000_000_000]),
        RecordingSamples.Slice(6, "off", []),
    ];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Is_plain_utf8_with_decimal_points(string culture)
    {
        using var other = new Culture(culture);

        var bytes = File.ReadAllBytes(Write());

        Assert.DoesNotContain((byte)0, bytes);
        Assert.All(bytes, character => Assert.InRange(character, (byte)'\n', (byte)'~'));
        var lines = System.Text.Encoding.ASCII.GetString(bytes).Split('\n');
        Assert.Equal(
            [
                "#[TraceToll round trips in ns; a counted slice has its mode's name with -counted]",
                "#[Histogram log format version 1.3]",
                "#[StartTime: 1604257548.500 (seconds since epoch), 2020-11-01 19:05:48Z]",
                "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"",
            ],
            lines[..4]);
        Assert.StartsWith("Tag=log,2.500,1.250,0.315,HIST", lines.Single(line => line.StartsWith("Tag=log,2.5", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Is_read_by_the_java_library_with_the_same_percentiles()
    {
        var jar = Array.Find(Jars, File.Exists);
        TraceToll.Xunit.Requirements.Require(jar != null && OnPath("java"), "java",
            "the Java HdrHistogram is not here; sudo apt-get install default-jdk-headless libhdrhistogram-java");
        string path;
        using (new Culture("de-DE"))
        {
            path = Write();
        }

        var read = await CliWrap.Cli.Wrap("java").WithArguments(["-cp", jar!, Path.Combine(AppContext.BaseDirectory, "Files", "java", "ReadLog.java"), path])
            .ExecuteBufferedAsync(Patience.Limit());

        var lines = read.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Slices.Select(AsJavaSees), lines.Select(line => line[..line.LastIndexOf(' ')]));
    }

    public void Dispose() => _folder.Dispose();

    private string Write()
    {
        var path = _folder.File("from-due.hlog");
        HistogramLog.Write(path, Slices, measured => measured.FromDue);
        return path;
    }

    /// <summary>Tag, count, p50, p99, p99.9, maximum, and start in ms, from the recording itself.</summary>
    private static string AsJavaSees(Slice slice)
    {
        var histogram = Histograms.Decode(slice.Measured.FromDue);
        var tag = (slice.Use == SliceUse.Counted ? slice.Mode + "-counted" : slice.Mode).Replace("my script,v2", "my-script-v2", StringComparison.Ordinal);
        long[] percentiles = histogram.TotalCount == 0 ? [0, 0, 0, 0]
            : [histogram.GetValueAtPercentile(50), histogram.GetValueAtPercentile(99), histogram.GetValueAtPercentile(99.9), histogram.GetMax()];
        return string.Create(CultureInfo.InvariantCulture,
            $"{tag} {histogram.TotalCount} {string.Join(' ', percentiles)} {slice.Measured.StartUnixNs / 1_000_000}");
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
