using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class ModalityTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void Noise_with_a_tail_is_one_heap(double spread)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);

            var modality = Of(8, () => random.RoundTripsNs(400, 60, spread))!;

            Assert.True(modality.PeaksNs is [> 20_000 and < 80_000], $"seed {seed}: {string.Join(", ", modality.PeaksNs)}");
        }
    }

    [Fact]
    public void A_clear_mixture_is_two_heaps()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);

            var modality = Of(8, () => [.. random.RoundTripsNs(250, 20, 0.1), .. random.RoundTripsNs(150, 60, 0.1)])!;

            Assert.True(modality.PeaksNs is [> 18_000 and < 22_000, > 54_000 and < 66_000], $"seed {seed}: {string.Join(", ", modality.PeaksNs)}");
        }
    }

    [Fact]
    public void A_heap_in_the_tail_is_none()
    {
        var random = new Random(1);

        // Four in a hundred take a millisecond.
        var modality = Of(8, () => [.. random.RoundTripsNs(384, 20, 0.1), .. random.RoundTripsNs(16, 1_000, 0.1)])!;

        Assert.Single(modality.PeaksNs);
    }

    [Fact]
    public void Round_trips_that_are_all_equal_are_one_heap()
    {
        var modality = Of(8, () => [.. Enumerable.Repeat(60_000L, 400)])!;

        Assert.Equal(60_000, Assert.Single(modality.PeaksNs), tolerance: 100);
    }

    [Fact]
    public void Too_few_round_trips_have_no_shape()
    {
        var random = new Random(1);

        Assert.Null(Of(2, () => random.RoundTripsNs(499, 60, 0.2)));
        Assert.NotNull(Of(2, () => random.RoundTripsNs(500, 60, 0.2)));
    }

    private static Modality? Of(int slices, Func<IEnumerable<long>> roundTripsNs)
    {
        var recording = new Recording(RecordingSamples.Manifest, [.. Enumerable.Range(1, slices).Select(block => RecordingSamples.Slice(block, "idle", roundTripsNs()))]);
        return SessionAnalysis.Of(recording).Modalities.SingleOrDefault();
    }
}
