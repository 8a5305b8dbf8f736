using System.Numerics;
using TraceToll.Analysis;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class SignedRankDistributionTests
{
    private static readonly double[] Errors = [0.5, 0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001, 1.0 / 64, 5.0 / 256, 25.0 / 1024];

    /// <summary>Wilcoxon's critical values, two-sided at 5 % and at 1 %: McCornack, Journal of the American Statistical Association 60 (1965).</summary>
    [Theory]
    [InlineData(5, 0.025, -1)]
    [InlineData(6, 0.025, 0)]
    [InlineData(7, 0.025, 2)]
    [InlineData(8, 0.025, 3)]
    [InlineData(9, 0.025, 5)]
    [InlineData(10, 0.025, 8)]
    [InlineData(12, 0.025, 13)]
    [InlineData(15, 0.025, 25)]
    [InlineData(20, 0.025, 52)]
    [InlineData(25, 0.025, 89)]
    [InlineData(30, 0.025, 137)]
    [InlineData(7, 0.005, -1)]
    [InlineData(8, 0.005, 0)]
    [InlineData(10, 0.005, 3)]
    [InlineData(12, 0.005, 7)]
    [InlineData(20, 0.005, 37)]
    [InlineData(25, 0.005, 68)]
    [InlineData(30, 0.005, 109)]
    public void Has_the_published_critical_values(int n, double error, long critical) => Assert.Equal(critical, SignedRankDistribution.Critical(n, error));

    [Theory]
    [InlineData(8, 5.0 / 256, 3)]
    [InlineData(10, 25.0 / 1024, 8)]
    public void Takes_a_probability_that_is_just_the_error(int n, double probability, long critical)
    {
        Assert.Equal(critical, SignedRankDistribution.Critical(n, probability));
        Assert.Equal(critical - 1, SignedRankDistribution.Critical(n, Math.BitDecrement(probability)));
    }

    [Fact]
    public void Is_what_all_signs_of_up_to_ten_ranks_give()
    {
        foreach (var (n, error) in from n in Enumerable.Range(1, 10) from error in Errors select (n, error))
        {
            var sums = Enumerable.Range(0, 1 << n).Select(signs => Enumerable.Range(1, n).Sum(rank => (signs >> (rank - 1) & 1) * rank)).ToList();
            var expected = Enumerable.Range(0, sums.Max() + 1).TakeWhile(w => sums.Count(sum => sum <= w) <= error * sums.Count).Count() - 1;

            Assert.True(expected == SignedRankDistribution.Critical(n, error), $"{n} ranks, error {error}: {SignedRankDistribution.Critical(n, error)} instead of {expected}");
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    public void Is_near_the_exact_one_where_it_is_approximated(int n)
    {
        // The probability of the critical value it gives, counted exactly: over the error by no more than some thousandths of it.
        var cumulative = Cumulative(n);
        foreach (var error in (double[])[0.1, 0.025, 0.01, 0.001, 0.0001])
        {
            var probability = cumulative[(int)SignedRankDistribution.Critical(n, error)];

            Assert.True(probability <= 1.005 * error && probability >= 0.9 * error, $"{n} ranks, error {error}: P = {probability}");
        }
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.2, 3)]
    [InlineData(0.025, 6)]
    [InlineData(0.01, 7)]
    [InlineData(0.001, 10)]
    [InlineData(1.0 / 1024, 10)]
    [InlineData(0.01 / 13, 11)]
    public void Knows_the_fewest_ranks_that_have_a_critical_value(double error, int fewest)
    {
        Assert.Equal(fewest, SignedRankDistribution.FewestFor(error));
        Assert.Equal(0, SignedRankDistribution.Critical(fewest, error));
        Assert.True(fewest == 1 || SignedRankDistribution.Critical(fewest - 1, error) == -1);
    }

    /// <summary>Of all ways to give signs to n ranks, how many make W no more than w, in whole numbers.</summary>
    private static double[] Cumulative(int n)
    {
        var ways = new BigInteger[(n * (n + 1) / 2) + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var w = rank * (rank + 1) / 2; w >= rank; w--)
            {
                ways[w] += ways[w - rank];
            }
        }

        var all = BigInteger.Pow(2, n);
        var sum = BigInteger.Zero;
        // Millionths of millionths, because neither of both numbers fits into a double.
        return [.. ways.Select(each => (double)((sum += each) * 1_000_000_000_000 / all) / 1e12)];
    }
}
