using System.Numerics;
using TraceToll.Analysis;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class MeanEffectTests
{
    // The origin's figures, us: A and D without a tracer, B with an idle one, C with one that logs.
    private static readonly double[] Means = [72, 64, 66, 63, 63, 67];
    private static readonly double[] MeansIdle = [64, 72, 69];
    private static readonly double[] MeansLog = [118, 107, 108];
    private static readonly double[] P99 = [127, 139, 122, 91, 121, 145];
    private static readonly double[] P99Log = [177, 161, 164];

    [Fact]
    public void Gives_what_the_origin_s_runs_tell()
    {
        AssertEffect(new MeanEffect(Means, MeansLog), 45.2, 38, 52.7);
        AssertEffect(new MeanEffect(Means, MeansIdle), 2.5, -3, 8);
        AssertEffect(new MeanEffect(P99, P99Log), 43.2, 16, 75.7);
        Assert.Equal(9, new MeanEffect(Means, MeansLog).Units);
    }

    [Fact]
    public void Its_bounds_are_where_the_permutation_test_stops_to_reject()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            // Every other set of whole numbers, so that values are equal, and sums of them.
            double[] controls = [.. Enumerable.Range(0, 2 + (seed % 5)).Select(_ => Value(random, seed))];
            double[] treated = [.. Enumerable.Range(0, 2 + (seed % 3)).Select(_ => Value(random, seed) + 3)];
            var effect = new MeanEffect(controls, treated);
            foreach (var error in (double[])[0.2, 0.1, 0.05, 0.025])
            {
                var bounds = effect.Bounds(error);
                foreach (var shift in Between(controls, treated))
                {
                    var (below, above) = Probabilities(controls, treated, shift);
                    Assert.True((shift < bounds.Lower) == (above <= error + 1e-9), $"seed {seed}, error {error}, shift {shift}: P = {above}, lower bound {bounds.Lower}");
                    Assert.True((shift > bounds.Upper) == (below <= error + 1e-9), $"seed {seed}, error {error}, shift {shift}: P = {below}, upper bound {bounds.Upper}");
                }
            }
        }
    }

    [Fact]
    public void Its_interval_is_where_the_two_sided_test_stops_to_reject()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            double[] controls = [.. Enumerable.Range(0, 3 + (seed % 4)).Select(_ => Value(random, seed))];
            double[] treated = [.. Enumerable.Range(0, 3 + (seed % 3)).Select(_ => Value(random, seed) + 3)];
            var interval = new MeanEffect(controls, treated).Interval;
            foreach (var shift in Between(controls, treated))
            {
                var p = Magnitude(controls, treated, shift);
                Assert.True(interval.Contains(shift) == (p > 0.05 + 1e-9), $"seed {seed}, shift {shift}: P = {p}, {interval}");
            }
        }
    }

    [Fact]
    public void A_draw_of_divisions_comes_near_all_of_them()
    {
        // 20 runs can be divided in 184,756 ways, of which 100,000 are drawn; 19 runs in 92,378, which are all tried.
        var random = new Random(7);
        double[] controls = [.. Enumerable.Range(0, 10).Select(_ => 60 + (10 * random.NextDouble()))];
        double[] treated = [.. Enumerable.Range(0, 9).Select(_ => 70 + (10 * random.NextDouble()))];
        var all = new MeanEffect(controls, treated).Interval;

        var drawn = new MeanEffect(controls, [.. treated, treated.Average()]);

        Assert.Equal(drawn.Interval, new MeanEffect(controls, [.. treated, treated.Average()]).Interval);
        Assert.InRange(drawn.Interval.Lower, all.Lower - (0.1 * all.HalfWidth), all.Lower + (0.3 * all.HalfWidth));
        Assert.InRange(drawn.Interval.Upper, all.Upper - (0.3 * all.HalfWidth), all.Upper + (0.1 * all.HalfWidth));
    }

    [Fact]
    public void Too_few_have_no_bounds()
    {
        var three = new MeanEffect([1, 2, 3], [4, 5, 6]);

        Assert.Equal((3, Interval.Unbounded), (three.Estimate, three.Interval));
        // The most extreme division is one of 20.
        Assert.True(three.Bounds(0.05).IsFinite);
        Assert.Equal(6, three.FewestUnits(0.05));
        Assert.Equal(8, three.FewestUnits(0.025));
        // 84 divisions of the origin's nine runs are too few to be wrong only once in a hundred.
        Assert.Equal(Interval.Unbounded, new MeanEffect(Means, MeansLog).Bounds(0.01));
        Assert.True(new MeanEffect(Means, MeansLog).Bounds(1.0 / 84).IsFinite);
    }

    [Fact]
    public void Says_what_it_cannot_take()
    {
        Assert.Equal("there are no values; an effect needs one at least", Assert.Throws<ArgumentException>(() => new MeanEffect([1], [])).Message);
        Assert.Equal("NaN is no finite value", Assert.Throws<ArgumentException>(() => new MeanEffect([1, double.NaN], [2])).Message);
    }

    private static void AssertEffect(MeanEffect effect, double estimate, double lower, double upper)
    {
        Assert.Equal(estimate, effect.Estimate, 0.05);
        Assert.Equal(lower, effect.Interval.Lower, 0.05);
        Assert.Equal(upper, effect.Interval.Upper, 0.05);
    }

    private static double Value(Random random, int seed) => seed % 2 == 0 ? random.Next(8) : 8 * random.NextDouble();

    /// <summary>Shifts all over what is possible; at odd places, as just where the test changes its mind rounding decides.</summary>
    private static IEnumerable<double> Between(double[] controls, double[] treated)
    {
        var (least, most) = (treated.Min() - controls.Max() - 1, treated.Max() - controls.Min() + 1);
        return Enumerable.Range(0, 60).Select(step => least + ((most - least) * (step + 0.123_456_7) / 60));
    }

    /// <summary>How often a division of the runs, the shift taken off the treated ones, has as small or as large a difference of means.</summary>
    private static (double Below, double Above) Probabilities(double[] controls, double[] treated, double shift)
    {
        double[] all = [.. controls, .. treated.Select(value => value - shift)];
        var differences = Enumerable.Range(0, 1 << all.Length).Where(taken => BitOperations.PopCount((uint)taken) == treated.Length)
            .Select(taken => Difference(all, i => (taken >> i & 1) == 1)).ToList();
        var measured = Difference(all, i => i >= controls.Length);
        return ((double)differences.Count(difference => difference <= measured + 1e-9) / differences.Count,
            (double)differences.Count(difference => difference >= measured - 1e-9) / differences.Count);
    }

    /// <summary>How often a division has as large a difference of means, up or down.</summary>
    private static double Magnitude(double[] controls, double[] treated, double shift)
    {
        double[] all = [.. controls, .. treated.Select(value => value - shift)];
        var differences = Enumerable.Range(0, 1 << all.Length).Where(taken => BitOperations.PopCount((uint)taken) == treated.Length)
            .Select(taken => Math.Abs(Difference(all, i => (taken >> i & 1) == 1))).ToList();
        var measured = Math.Abs(Difference(all, i => i >= controls.Length));
        return (double)differences.Count(difference => difference >= measured - 1e-9) / differences.Count;
    }

    private static double Difference(double[] all, Func<int, bool> isTreated) =>
        all.Where((_, i) => isTreated(i)).Average() - all.Where((_, i) => !isTreated(i)).Average();
}
