using System.Numerics;
using TraceToll.Analysis;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class ShiftEffectTests
{
    /// <summary>Hollander and Wolfe, example 4.1: permeability of a membrane at term and in early pregnancy; R's wilcox.test has it too.</summary>
    private static readonly ShiftEffect Published = new(
        [1.15, 0.88, 0.90, 0.74, 1.21],
        [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]);

    [Fact]
    public void Gives_the_published_estimate_and_interval()
    {
        Assert.Equal(0.305, Published.Estimate, 1e-9);
        Assert.Equal(-0.15, Published.Interval.Lower, 1e-9);
        Assert.Equal(0.76, Published.Interval.Upper, 1e-9);
        Assert.Equal(15, Published.Units);
    }

    [Fact]
    public void Its_bounds_are_those_of_all_divisions()
    {
        foreach (var (n, m) in from n in Enumerable.Range(1, 6) from m in Enumerable.Range(1, 6) select (n, m))
        {
            // Of n + m ranks, any m may be those of the second set.
            var statistics = Enumerable.Range(0, 1 << (n + m)).Where(taken => BitOperations.PopCount((uint)taken) == m).Select(taken => Wins(taken, n + m)).ToList();
            foreach (var error in (double[])[0.25, 0.1, 0.05, 0.025, 0.01])
            {
                var expected = Enumerable.Range(0, (n * m) + 1).TakeWhile(u => statistics.Count(wins => wins <= u) <= error * statistics.Count).Count() - 1;

                Assert.True(expected == Critical(n, m, error), $"{n} and {m}, error {error}: {Critical(n, m, error)} instead of {expected}");
            }
        }
    }

    [Fact]
    public void Its_estimate_is_the_median_of_all_pairwise_differences()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            double[] controls = [.. Enumerable.Range(0, 1 + (seed % 7)).Select(_ => (double)random.Next(10))];
            double[] treated = [.. Enumerable.Range(0, 1 + (seed % 5)).Select(_ => (double)random.Next(12))];

            var estimate = new ShiftEffect(controls, treated).Estimate;

            var expected = Statistics.Median(from treatment in treated from control in controls select treatment - control);
            Assert.True(Math.Abs(expected - estimate) < 1e-9, $"seed {seed}: {estimate} instead of {expected}");
        }
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(32, 33)]
    [InlineData(20, 80)]
    [InlineData(100, 100)]
    public void Beyond_64_units_it_is_near_the_exact_one(int n, int m)
    {
        var cumulative = Cumulative(n, m);
        foreach (var error in (double[])[0.1, 0.025, 0.01, 0.001, 0.0001])
        {
            var probability = cumulative[Critical(n, m, error)];

            Assert.True(probability <= 1.005 * error && probability >= 0.9 * error, $"{n} and {m}, error {error}: P = {probability}");
        }
    }

    [Fact]
    public void Less_error_never_gives_closer_bounds()
    {
        foreach (var (n, m) in (ReadOnlySpan<(int, int)>)[(30, 34), (32, 33), (10, 90), (100, 100)])
        {
            int[] criticals = [.. Enumerable.Range(1, 60).Select(step => Critical(n, m, 0.5 * Math.Pow(0.8, step)))];

            Assert.True(criticals.SequenceEqual(criticals.OrderDescending()), $"{n} and {m}: {string.Join(", ", criticals)}");
        }
    }

    [Fact]
    public void Too_few_have_no_bounds()
    {
        var three = new ShiftEffect([1, 2, 3], [4, 5, 6]);

        Assert.Equal((3, Interval.Unbounded), (three.Estimate, three.Interval));
        Assert.Equal(new Interval(1, 5), three.Bounds(0.05));
        Assert.Equal(6, three.FewestUnits(0.05));
        Assert.Equal(8, three.FewestUnits(0.025));
        Assert.NotEqual(Interval.Unbounded, new ShiftEffect([1, 2, 3, 4], [5, 6, 7, 8]).Interval);
    }

    [Fact]
    public void Says_what_it_cannot_take()
    {
        Assert.Equal("there are no values; an effect needs one at least", Assert.Throws<ArgumentException>(() => new ShiftEffect([], [1])).Message);
        Assert.Equal("Infinity is no finite value", Assert.Throws<ArgumentException>(() => new ShiftEffect([1], [2, double.PositiveInfinity])).Message);
    }

    /// <summary>The shifts of these sets are 0, 1, 2, ..., so that the lower bound is the critical value itself; -1 where there is none.</summary>
    private static int Critical(int n, int m, double error)
    {
        var lower = new ShiftEffect([.. Enumerable.Range(0, n).Select(i => -(double)i)], [.. Enumerable.Range(0, m).Select(i => (double)n * i)]).Bounds(error).Lower;
        return double.IsFinite(lower) ? (int)lower : -1;
    }

    /// <summary>How many pairs there are in which the one that was taken has the higher rank.</summary>
    private static int Wins(int taken, int all) =>
        (from high in Enumerable.Range(0, all) from low in Enumerable.Range(0, high) where (taken >> high & 1) == 1 && (taken >> low & 1) == 0 select 1).Count();

    /// <summary>P(U at most u), by adding one unit after the other: it is one of the controls, or one of the treated and above all controls.</summary>
    private static double[] Cumulative(int n, int m)
    {
        // ways[j][u] after i controls: divisions of i controls and j treated with u wins, as shares of all of them.
        var shares = Enumerable.Range(0, m + 1).Select(_ => Start((n * m) + 1)).ToArray();
        for (var i = 1; i <= n; i++)
        {
            for (var j = 1; j <= m; j++)
            {
                var next = new double[(n * m) + 1];
                for (var u = 0; u <= i * j; u++)
                {
                    next[u] = ((double)i / (i + j) * shares[j][u]) + (u >= i ? (double)j / (i + j) * shares[j - 1][u - i] : 0);
                }

                shares[j] = next;
            }
        }

        var sum = 0d;
        return [.. shares[m].Select(share => sum += share)];

        static double[] Start(int length)
        {
            var all = new double[length];
            all[0] = 1;
            return all;
        }
    }
}
