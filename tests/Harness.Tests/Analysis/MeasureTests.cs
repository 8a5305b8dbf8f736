using TraceToll.Analysis;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class MeasureTests
{
    [Theory]
    [InlineData(50, 6)]
    [InlineData(90, 36)]
    [InlineData(99, 368)]
    [InlineData(99.9, 3_688)]
    [InlineData(99.99, 36_887)]
    [InlineData(99.999, 368_887)]
    [InlineData(1, 368)]
    public void Knows_how_many_samples_bound_it(double percentile, long samples)
    {
        var measure = new Measure(percentile);

        Assert.Equal(samples, measure.SamplesNeeded);
        Assert.True(measure.IsSupportedBy(samples));
        Assert.False(measure.IsSupportedBy(samples - 1));
        // The definition: all samples lie below the percentile in at most 2.5 % of the cases, and with one less in more.
        var share = Math.Max(percentile, 100 - percentile) / 100;
        Assert.True(Math.Pow(share, samples) <= 0.025 && Math.Pow(share, samples - 1) > 0.025);
    }

    [Fact]
    public void The_mean_takes_one() => Assert.Equal(1, Measure.All[0].SamplesNeeded);

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void Has_one_name_in_every_culture(string culture)
    {
        using var other = new Culture(culture);

        Assert.Equal(["mean", "p50", "p90", "p99", "p99.9", "p99.99", "p99.999", "worst"], Measure.All.Select(measure => measure.Name));
    }

    [Fact]
    public void No_number_of_samples_supports_the_worst() => Assert.False(Measure.Worst.IsSupportedBy(long.MaxValue - 1));

    [Theory]
    [InlineData("", "mean", null)]
    [InlineData("de-DE", "p50", 50.0)]
    [InlineData("de-DE", "p99.9", 99.9)]
    [InlineData("tr-TR", "p0.5", 0.5)]
    [InlineData("tr-TR", "p99.999", 99.999)]
    public void Is_read_by_its_name_in_any_culture(string culture, string name, double? percentile)
    {
        using var other = new Culture(culture);

        var measure = Measure.Parse(name);

        Assert.Equal((percentile, name), (measure.Percentile, measure.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("Mean")]
    [InlineData("P50")]
    [InlineData("50")]
    [InlineData("p0")]
    [InlineData("p100")]
    [InlineData("p-1")]
    [InlineData("p99,9")]
    [InlineData("p1e1")]
    [InlineData("pNaN")]
    [InlineData("worst")]
    public void Says_what_can_be_judged(string text) => Assert.Equal(
        $"'{text}' is nothing that can be judged; write mean, or a percentile from 0.001 to below 100 such as p50, p99 or p99.9",
        Assert.Throws<FormatException>(() => Measure.Parse(text)).Message);
}
