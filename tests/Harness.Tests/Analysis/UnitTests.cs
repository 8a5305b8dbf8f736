using TraceToll.Analysis;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class UnitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(367)]
    [InlineData(5_000)]
    public void Has_the_percentiles_of_the_histogram(int samples)
    {
        var slice = RecordingSamples.Slice(1, "off", new Random(samples).RoundTripsNs(samples, medianUs: 20, spread: 1));
        IReadOnlyList<Measure> measures = [.. Measure.All, new(0.001), new(12.5), new(99.5)];

        var unit = Unit.Of(slice, measures);

        var histogram = SliceLatencies.Of(slice);
        Assert.Equal(samples, unit.Samples);
        Assert.All(measures, measure => Assert.Equal(histogram.ValueNs(measure), unit.ValuesNs[measure], precision: 6));
    }
}
