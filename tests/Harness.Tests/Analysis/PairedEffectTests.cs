using TraceToll.Analysis;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class PairedEffectTests
{
    /// <summary>Hollander and Wolfe, example 3.1: Hamilton's depression scale before and after a tranquilizer; 3.2 and 3.3 estimate and bound it.</summary>
    private static readonly PairedEffect Published = new(Differences(
        before: [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
        after: [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]));

    [Fact]
    public void Gives_the_published_estimate_and_interval()
    {
        Assert.Equal(-0.46, Published.Estimate, 1e-9);
        // 96.0 % from both sides: P(W at most 5) is 10 in 512.
        var bounds = Published.Bounds(10.0 / 512);
        Assert.Equal(-0.786, bounds.Lower, 1e-9);
        Assert.Equal(-0.010, bounds.Upper, 1e-9);
        Assert.Equal(9, Published.Units);
    }

    [Fact]
    public void Its_bounds_are_where_the_test_stops_to_reject()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            double[] differences = [.. Enumerable.Range(0, 2 + (seed % 8)).Select(_ => 20 * (random.NextDouble() - 0.4))];
            var effect = new PairedEffect(differences);
            foreach (var error in (double[])[0.25, 0.1, 0.025, 0.005])
            {
                var bounds = effect.Bounds(error);
                foreach (var shift in Between(differences))
                {
                    var (below, above) = Probabilities(differences, shift);
                    Assert.True((shift < bounds.Lower) == (above <= error), $"seed {seed}, error {error}, shift {shift}: P = {above}, lower bound {bounds.Lower}");
                    Assert.True((shift > bounds.Upper) == (below <= error), $"seed {seed}, error {error}, shift {shift}: P = {below}, upper bound {bounds.Upper}");
                }
            }
        }
    }

    [Fact]
    public void Its_estimate_is_the_median_of_all_pairwise_averages()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            // Whole numbers, so that many are equal.
            double[] differences = [.. Enumerable.Range(0, 1 + seed).Select(_ => (double)random.Next(-5, 6))];

            var estimate = new PairedEffect(differences).Estimate;

            Assert.True(Math.Abs(Statistics.Median(Averages(differences)) - estimate) < 1e-9, $"seed {seed}: {estimate}");
        }
    }

    [Fact]
    public void Too_few_have_no_bounds()
    {
        var five = new PairedEffect([1, 2, 3, 4, 5]);

        Assert.Equal(Interval.Unbounded, five.Interval);
        Assert.Equal(double.PositiveInfinity, five.SmallestDetectable);
        Assert.Equal(6, five.FewestUnits(0.025));
        Assert.Equal(new Interval(1, 6), new PairedEffect([1, 2, 3, 4, 5, 6]).Interval);
        Assert.Equal(2.5, new PairedEffect([1, 2, 3, 4, 5, 6]).SmallestDetectable);
    }

    [Fact]
    public void One_block_is_its_own_estimate() => Assert.Equal((7, Interval.Unbounded), (new PairedEffect([7]).Estimate, new PairedEffect([7]).Interval));

    [Fact]
    public void Equal_differences_leave_nothing_open()
    {
        var effect = new PairedEffect([.. Enumerable.Repeat(3.0, 10)]);

        Assert.Equal((3, new Interval(3, 3), 0), (effect.Estimate, effect.Interval, effect.SmallestDetectable));
    }

    [Theory]
    [InlineData(new double[0], "there are no values; an effect needs one at least")]
    [InlineData(new[] { 1, double.NaN }, "NaN is no finite value")]
    [InlineData(new[] { double.NegativeInfinity }, "-Infinity is no finite value")]
    public void Says_what_it_cannot_take(double[] differences, string expected) =>
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => new PairedEffect(differences)).Message);

    private static double[] Differences(double[] before, double[] after) => [.. after.Zip(before, (after, before) => after - before)];

    private static IEnumerable<double> Averages(double[] values) => from i in Enumerable.Range(0, values.Length) from j in Enumerable.Range(i, values.Length - i) select (values[i] + values[j]) / 2;

    /// <summary>A shift between each two neighbours of those at which the test changes its mind, and one beyond each end.</summary>
    private static IEnumerable<double> Between(double[] differences)
    {
        double[] changes = [.. Averages(differences).Order()];
        return [changes[0] - 1, .. changes.Zip(changes.Skip(1), (left, right) => (left + right) / 2), changes[^1] + 1];
    }

    /// <summary>How often the ranks of positive differences sum to as little, or to as much, when every sign is as likely.</summary>
    private static (double Below, double Above) Probabilities(double[] differences, double shift)
    {
        double[] shifted = [.. differences.Select(difference => difference - shift).OrderBy(Math.Abs)];
        var n = shifted.Length;
        var measured = Enumerable.Range(1, n).Sum(rank => shifted[rank - 1] > 0 ? rank : 0);
        var sums = Enumerable.Range(0, 1 << n).Select(signs => Enumerable.Range(1, n).Sum(rank => (signs >> (rank - 1) & 1) * rank)).ToList();
        return ((double)sums.Count(sum => sum <= measured) / sums.Count, (double)sums.Count(sum => sum >= measured) / sums.Count);
    }
}
