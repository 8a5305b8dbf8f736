using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class TailTests
{
    private static readonly Measure P999 = new(99.9);

    [Fact]
    public void Is_what_the_round_trips_of_all_slices_together_say()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            // Numbers of which a thousandth is no whole number, too.
            var recording = Of(seed, blocks: 8, samples: 461 + (seed * 13), addedNs: 0);
            var tail = Assert.Single(Comparison.Of(recording, "idle")!.Tails);

            Assert.Equal(P999, tail.Measure);
            Assert.True(Pooled(recording, "off") == tail.ControlNs, $"seed {seed}: {tail.ControlNs} instead of {Pooled(recording, "off")}");
            Assert.True(Pooled(recording, "idle") == tail.TreatmentNs, $"seed {seed}: {tail.TreatmentNs} instead of {Pooled(recording, "idle")}");
            Assert.Equal((8 * (461 + (seed * 13)), tail.TreatmentNs - tail.ControlNs), (tail.Samples, tail.DifferenceNs));
        }
    }

    [Fact]
    public void Its_interval_is_about_what_was_added()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var tail = Assert.Single(Comparison.Of(Of(seed, blocks: 16, samples: 500, addedNs: 400_000), "idle")!.Tails);

            Assert.True(tail.Interval.Contains(400_000) && tail.Interval.Contains(tail.DifferenceNs), $"seed {seed}: {tail}");
            Assert.True(tail.Interval.HalfWidth is > 1_000 and < 200_000, $"seed {seed}: {tail}");
        }
    }

    [Fact]
    public void Is_the_same_each_time()
    {
        var recording = Of(1, blocks: 8, samples: 500, addedNs: 0);

        Assert.Equal(Comparison.Of(recording, "idle")!.Tails, Comparison.Of(recording, "idle")!.Tails);
    }

    [Theory]
    [InlineData(7, 1_000)]
    // 3,688 round trips are needed.
    [InlineData(8, 460)]
    public void Is_nothing_with_few_blocks_or_few_round_trips(int blocks, int samples) => Assert.Empty(Comparison.Of(Of(1, blocks, samples, addedNs: 0), "idle")!.Tails);

    [Fact]
    public void Is_only_of_what_no_slice_supports()
    {
        Assert.Equal(["p99", "p99.9"], Comparison.Of(Of(1, blocks: 20, samples: 300, addedNs: 0), "idle")!.Tails.Select(tail => tail.Measure.Name));
        Assert.Empty(Comparison.Of(Of(1, blocks: 8, samples: 4_000, addedNs: 0), "idle")!.Tails);
    }

    private static double Pooled(Recording recording, string mode) => SliceLatencies.Of([.. recording.Slices.Where(slice => slice.Mode == mode)]).ValueNs(P999);

    private static Recording Of(int seed, int blocks, int samples, long addedNs)
    {
        var random = new Random(seed);
        return new Recording(RecordingSamples.Manifest with { Modes = ["off", "idle"] },
        [
            .. Enumerable.Range(1, blocks).SelectMany(block => (Slice[])
            [
                RecordingSamples.Slice(block, "off", random.RoundTripsNs(samples, 60, 0.5)),
                RecordingSamples.Slice(block, "idle", random.RoundTripsNs(samples, 60, 0.5).Select(ns => ns + addedNs)),
            ]),
        ]);
    }
}
