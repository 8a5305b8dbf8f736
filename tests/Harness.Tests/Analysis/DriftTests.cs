using TraceToll.Analysis;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class DriftTests
{
    [Theory]
    [InlineData(1, 20.0 / 110)]
    [InlineData(-1, -20.0 / 90)]
    public void Finds_a_trend_with_its_size(double step, double share)
    {
        var drift = Drift.Of([.. Enumerable.Range(0, 21).Select(i => 100 + (i * step))]);

        Assert.True(drift.IsClear);
        Assert.Equal(share, drift.Share, 1e-9);
    }

    [Fact]
    public void Has_mann_s_probability()
    {
        // Eight that only rise: S is 28, its variance 65.33, so that z is 3.34.
        Assert.Equal(0.000837, Drift.Of([1, 2, 3, 4, 5, 6, 7, 8]).PValue, 1e-5);
        // With one pair the other way round S is 26.
        Assert.Equal(0.00198, Drift.Of([1, 2, 3, 4, 5, 6, 8, 7]).PValue, 1e-5);
        // Two equal values: S is 27, and its variance less by 2 x 1 x 9 / 18.
        Assert.Equal(0.00119, Drift.Of([1, 2, 3, 4, 5, 6, 7, 7]).PValue, 1e-5);
    }

    [Fact]
    public void Finds_a_trend_beneath_noise_and_one_slice_that_went_wrong()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var random = new Random(seed);
            double[] values = [.. Enumerable.Range(0, 40).Select(i => 100 + (0.5 * i) + (2 * random.Normal()))];
            values[random.Next(40)] = 5_000;

            var drift = Drift.Of(values);

            Assert.True(drift.IsClear && drift.Share is > 0.12 and < 0.24, $"seed {seed}: {drift}");
        }
    }

    [Fact]
    public void Finds_none_in_a_shuffled_session()
    {
        var found = Enumerable.Range(1, 200).Count(seed =>
        {
            double[] values = [.. Enumerable.Range(0, 40).Select(i => 100.0 + i)];
            new Random(seed).Shuffle(values);
            return Drift.Of(values).IsClear;
        });

        // Once in a hundred, by chance.
        Assert.InRange(found, 0, 6);
    }

    [Fact]
    public void Equal_values_are_no_trend() => Assert.Equal(new Drift(0, 1), Drift.Of([.. Enumerable.Repeat(70.0, 12)]));

    [Fact]
    public void Is_that_of_all_slices_without_a_tracer_in_the_order_of_time()
    {
        // Off rises, and off-again lies far above it in every block: only together, in the order of time, they rise by as much.
        var drift = SessionAnalysis.Of(Sessions.Of(10, block => 100 + block, _ => -50, _ => 0.5)).Drift!;

        Assert.True(drift.IsClear);
        Assert.Equal(9.5 / 105.75, drift.Share, 0.01);
    }

    [Fact]
    public void Too_few_slices_tell_nothing()
    {
        Assert.Null(SessionAnalysis.Of(Sessions.Of(3, block => 100 + block, _ => 0)).Drift);
        Assert.NotNull(SessionAnalysis.Of(Sessions.Of(4, block => 100 + block, _ => 0)).Drift);
    }
}
