using System.Text;
using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

public sealed class BaselineFileTests : IDisposable
{
    private static readonly string Small = BaselineFile.ToText(BaselineSamples.Small);

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Its_text_is_the_approved_one_in_every_culture(string culture)
    {
        using var other = new Culture(culture);

        Approved.Match("Baseline.small", BaselineFile.ToText(BaselineSamples.Small) + "\n");
        Assert.Equal(Small, BaselineFile.ToText(BaselineFile.Parse(Small, "small")));
    }

    [Fact]
    public void On_disk_it_is_as_Verify_writes_it()
    {
        var path = _folder.File(Path.Combine("not yet there", "X.verified.json"));

        BaselineFile.Write(path, BaselineSamples.Small);

        var bytes = File.ReadAllBytes(path);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'\n', (byte)' ', (byte)' ', (byte)'"'], bytes[..8]);
        Assert.Equal([(byte)'\n', (byte)'}'], bytes[^2..]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal(BaselineSamples.Bytes(Small), bytes);
        Assert.Equal(["X.verified.json"], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
    }

    [Fact]
    public void What_was_read_is_written_as_the_same_bytes()
    {
        var (first, second) = (_folder.File("1.json"), _folder.File("2.json"));
        BaselineFile.Write(first, Session(BaselineSamples.Noisy(seed: 1, addedUs: 3)));

        BaselineFile.Write(second, BaselineFile.Read(first)!);

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Theory]
    [InlineData(false, "\n", "")]
    [InlineData(true, "\n", "\n")]
    [InlineData(true, "\r\n", "")]
    [InlineData(false, "\r\n", "\r\n")]
    [InlineData(true, "\n", "\n\n  \n")]
    public void How_git_or_an_editor_ends_lines_does_not_matter(bool mark, string lineEnd, string end)
    {
        var path = _folder.File("X.verified.json");
        File.WriteAllText(path, Small.Replace("\n", lineEnd, StringComparison.Ordinal) + end, new UTF8Encoding(mark));

        Assert.Equal(Small, BaselineFile.ToText(BaselineFile.Read(path)!));
    }

    [Fact]
    public void Another_layout_is_the_same_baseline()
    {
        var compact = string.Concat(Small.Split('\n').Select(line => line.Trim()));

        Assert.Equal(Small, BaselineFile.ToText(BaselineFile.Parse(compact, "compact")));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    public void What_a_diff_tool_leaves_empty_is_missing(byte[] bytes)
    {
        File.WriteAllBytes(_folder.File("X.verified.json"), bytes);

        Assert.Null(BaselineFile.Read(_folder.File("X.verified.json")));
    }

    [Fact]
    public void A_file_that_is_not_there_is_missing() => Assert.Null(BaselineFile.Read(_folder.File(Path.Combine("nowhere", "X.verified.json"))));

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Numbers_are_rounded_to_a_hundredth_of_a_microsecond(string culture)
    {
        using var other = new Culture(culture);
        var recording = Sessions.Of(2, _ => 100, block => block == 1 ? 1.006 : -0.001).Noted(manifest => manifest with { Environment = "here" });

        var p50 = Session(recording).Measures.Single(measure => measure.Measure == "p50");

        Assert.Equal(100, p50.OffUs, 0.1);
        Assert.All(p50.BlocksUs!, us => Assert.Equal(us, Math.Round(us!.Value, 2)));
        // A histogram's three digits are 0.064 us there; what is less than half a hundredth is 0, never -0.
        Assert.Equal([1.02, 0], p50.BlocksUs!);
        Assert.Contains("\"blocksUs\": [1.02, 0],", BaselineFile.ToText(Session(recording)), StringComparison.Ordinal);
        // Two blocks give no interval.
        Assert.Contains("\"intervalUs\": [null, null],", BaselineFile.ToText(Session(recording)), StringComparison.Ordinal);
    }

    [Fact]
    public void Stays_small_with_32_blocks_of_distinct_latencies()
    {
        var recording = BaselineSamples.Noisy(seed: 2, addedUs: 18.7, blocks: 32, samples: 1_000);
        var distinct = recording.Slices.SelectMany(slice => Histograms.Decode(slice.Measured.FromDue).RecordedValues()).Select(step => step.ValueIteratedTo).Distinct().Count();
        Assert.True(distinct > 1_000, $"{distinct} values are too few to say anything");

        var path = _folder.File("X.verified.json");
        BaselineFile.Write(path, Session(recording) with { Approval = BaselineFolder.Approval });

        Assert.InRange(new FileInfo(path).Length, 2_000, 20 * 1_024);
        Assert.Equal(32, BaselineFile.Read(path)!.Blocks);
    }

    [Fact]
    public void Its_histograms_hold_every_round_trip_that_was_compared()
    {
        var recording = BaselineSamples.Noisy(seed: 3, addedUs: 18.7, blocks: 32);

        var histograms = Session(recording).Histograms;

        Assert.Equal(["off", "idle"], histograms.Keys);
        foreach (var (mode, encoded) in histograms)
        {
            var (compact, fine) = (Histograms.Decode(encoded), Histograms.Merge(recording.Slices.Where(slice => slice.Mode == mode).Select(slice => slice.Measured.FromDue)));
            Assert.Equal(32 * Sessions.Samples, compact.TotalCount);
            foreach (var percentile in (double[])[1, 50, 90, 99, 99.9, 100])
            {
                var expected = fine.GetValueAtPercentile(percentile);
                Assert.Equal(expected, compact.GetValueAtPercentile(percentile), 0.01 * expected);
            }
        }
    }

    [Fact]
    public void What_is_read_compares_as_what_was_measured()
    {
        var recording = BaselineSamples.Noisy(seed: 4, addedUs: 3);
        var measured = Comparison.Of(recording, "idle")!;

        var kept = BaselineFile.Parse(BaselineFile.ToText(Session(recording)), "kept").ToComparison();

        Assert.Equal((measured.Treatment, measured.Control, measured.Paired, measured.Blocks), (kept.Treatment, kept.Control, kept.Paired, kept.Blocks));
        Assert.Equal(measured.Differences.Select(difference => difference.Measure), kept.Differences.Select(difference => difference.Measure));
        Assert.Equal(measured.Noise.Select(difference => difference.Measure), kept.Noise.Select(difference => difference.Measure));
        foreach (var (before, after) in measured.Differences.Concat(measured.Noise).Zip(kept.Differences.Concat(kept.Noise)))
        {
            Assert.Equal(before.IsSupported, after.IsSupported);
            Assert.Equal(before.ControlNs, after.ControlNs, 5.001);
            Assert.Equal(before.Effect.Estimate, after.Effect.Estimate, 10.001);
            Assert.Equal(before.Effect.Interval.Lower, after.Effect.Interval.Lower, 10.001);
            Assert.Equal(before.Effect.Interval.Upper, after.Effect.Interval.Upper, 10.001);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static Baseline Session(Recording recording)
    {
        using var folder = new BaselineFolder();
        return folder.Measure(recording).ToBaseline(BaselineStore.UsualTolerance, sessions: 2);
    }
}
