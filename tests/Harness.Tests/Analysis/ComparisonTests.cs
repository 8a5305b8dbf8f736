using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class ComparisonTests
{
    private static readonly Measure P50 = new(50.0);

    [Fact]
    public void Pairs_inside_blocks_whatever_their_order()
    {
        // The machine drifts by 50 us a block, the tracer costs 1, 2 and 3 us: unpaired, the drift would hide it.
        var comparison = Of("idle", Slice(2, "idle", 152), Slice(1, "off", 100), Slice(3, "off", 200), Slice(1, "idle", 101), Slice(2, "off", 150), Slice(3, "idle", 203));

        var difference = Of(comparison, P50);
        Assert.Equal(("idle", "off", 3), (comparison.Treatment, comparison.Control, comparison.Blocks));
        AssertMicroseconds([1, 2, 3], difference.BlockNs);
        AssertMicroseconds([2], [difference.Effect.Estimate]);
        AssertMicroseconds([150, 152], [difference.ControlNs, difference.TreatmentNs]);
    }

    [Fact]
    public void Estimates_by_the_median_of_pairwise_averages()
    {
        // Of -10, 1, 3 and 100: one block that went wrong moves it by little.
        var comparison = Of("idle",
            Slice(1, "off", 100), Slice(1, "idle", 90), Slice(2, "off", 100), Slice(2, "idle", 101), Slice(3, "off", 100), Slice(3, "idle", 103), Slice(4, "off", 100), Slice(4, "idle", 200));

        AssertMicroseconds([2.5], [Of(comparison, P50).Effect.Estimate]);
    }

    [Theory]
    [InlineData(new double[] { 5 }, 5)]
    [InlineData(new double[] { 9, 1, 5 }, 5)]
    [InlineData(new double[] { 9, 1 }, 5)]
    [InlineData(new double[] { -1, 7, -3, 2 }, 0.5)]
    public void Takes_medians(double[] values, double expected) => Assert.Equal(expected, Statistics.Median(values));

    [Fact]
    public void Leaves_out_blocks_that_hold_only_one_of_both()
    {
        var comparison = Of("idle", Slice(1, "off", 100), Slice(2, "off", 100), Slice(2, "idle", 107), Slice(3, "idle", 300));

        Assert.Equal(1, comparison.Blocks);
        AssertMicroseconds([7], Of(comparison, P50).BlockNs);
        AssertMicroseconds([100, 107], [Of(comparison, P50).ControlNs, Of(comparison, P50).TreatmentNs]);
    }

    [Fact]
    public void Leaves_out_slices_without_replies_and_counted_ones()
    {
        var comparison = Of("idle",
            Slice(1, "off", 100), RecordingSamples.Slice(1, "idle", []), Slice(2, "off", 100), Slice(2, "idle", 104),
            Slice(2, "idle", 999) with { Use = SliceUse.Counted });

        AssertMicroseconds([4], Of(comparison, P50).BlockNs);
    }

    [Fact]
    public void Is_nothing_where_no_block_holds_both()
    {
        var recording = new Recording(RecordingSamples.Manifest, [Slice(1, "off", 100), Slice(2, "idle", 100)]);

        Assert.Null(Comparison.Of(recording, "idle"));
        Assert.Null(Comparison.Of(recording, "log"));
    }

    [Fact]
    public void Is_supported_by_its_smallest_slice()
    {
        var comparison = Of("idle",
            Slice(1, "off", 100, samples: 5_000), Slice(1, "idle", 100, samples: 5_000), Slice(2, "off", 100, samples: 367), Slice(2, "idle", 100, samples: 5_000));

        Assert.All(comparison.Differences, difference => Assert.Equal(367, difference.FewestSamples));
        Assert.Equal(["mean", "p50", "p90"], comparison.Differences.Where(difference => difference.IsSupported).Select(difference => difference.Measure.Name));
    }

    [Fact]
    public void Takes_each_percentile_of_the_round_trips()
    {
        // 1 to 1,000 us: the n-th per mille is n us. Histograms keep three digits.
        var off = RecordingSamples.Slice(1, "off", Enumerable.Range(1, 1_000).Select(us => us * 1_000L));
        var idle = RecordingSamples.Slice(1, "idle", Enumerable.Range(1, 1_000).Select(us => us * 2_000L));

        var comparison = Of("idle", off, idle);

        Assert.Equal(Measure.All, comparison.Differences.Select(difference => difference.Measure));
        double[] expected = [500.5, 500, 900, 990, 999, 1_000, 1_000, 1_000];
        Assert.All(comparison.Differences.Zip(expected), pair => Assert.Equal(pair.Second * 1_000, pair.First.Effect.Estimate, tolerance: pair.Second * 2));
        // The mean comes from the samples, not from the buckets.
        Assert.Equal((500_500, 1_001_000), (comparison.Differences[0].ControlNs, comparison.Differences[0].TreatmentNs));
    }

    [Fact]
    public void Pools_slices_by_their_samples()
    {
        var pooled = SliceLatencies.Of(RecordingSamples.Slice(1, "off", [100_000, 200_000, 300_000]), RecordingSamples.Slice(2, "off", [1_000_000]));

        Assert.Equal((4L, 400_000d), (pooled.Count, pooled.MeanNs));
        Assert.Equal(1_000_000, pooled.MaxNs, tolerance: 1_000);
        Assert.Equal(200_000, pooled.ValueNs(P50), tolerance: 200);
    }

    private static Comparison Of(string treatment, params Slice[] slices) =>
        Comparison.Of(new Recording(RecordingSamples.Manifest, slices), treatment)!;

    private static MeasureDifference Of(Comparison comparison, Measure measure) => comparison.Differences.Single(difference => difference.Measure == measure);

    private static Slice Slice(int block, string mode, long microseconds, int samples = 20) =>
        RecordingSamples.Slice(block, mode, Enumerable.Repeat(microseconds * 1_000, samples));

    private static void AssertMicroseconds(double[] expected, IReadOnlyList<double> actualNs)
    {
        Assert.Equal(expected.Length, actualNs.Count);
        Assert.All(expected.Zip(actualNs), pair => Assert.Equal(pair.First * 1_000, pair.Second, tolerance: 300));
    }
}
