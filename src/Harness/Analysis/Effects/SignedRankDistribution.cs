using System.Collections.Concurrent;
using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace TraceToll.Analysis;

/// <summary>
/// The null distribution of Wilcoxon's signed-rank statistic W: every sign of every difference equally likely.
/// Source: Hollander, Wolfe and Chicken, Nonparametric Statistical Methods (3rd ed., 2014), 3.1 and 3.3.
/// </summary>
internal static class SignedRankDistribution
{
    // Exact up to here; beyond, the normal approximation is right to more digits than anybody reads.
    private const int MostExact = 256;

    private static readonly ConcurrentDictionary<int, double[]> Cumulative = [];

    /// <summary>The largest w with P(W at most w) at most <paramref name="error"/>; -1 where there is none.</summary>
    public static long Critical(int n, double error)
    {
        if (n <= MostExact)
        {
            var cumulative = Cumulative.GetOrAdd(n, Exact);
            var at = Array.BinarySearch(cumulative, error);
            // Of equal values the search may find any; they only are equal where nothing more is added, at the far end.
            return at >= 0 ? at : ~at - 1;
        }

        var mean = (double)n * (n + 1) / 4;
        var deviation = Math.Sqrt((double)n * (n + 1) * ((2 * n) + 1) / 24);
        return (long)Math.Floor(mean + (deviation * NormalDistribution.Standard.Quantile(error)) - 0.5);
    }

    /// <summary>The smallest n for which there is a critical value: the chance of n equal signs is at most the error.</summary>
    public static int FewestFor(double error) => (int)Math.Ceiling(-Math.Log2(error));

    /// <summary>Cumulative probabilities up to the median. Rank by rank: it belongs to W or it does not.</summary>
    private static double[] Exact(int n)
    {
        var most = n * (n + 1) / 2;
        var probability = new double[most + 1];
        probability[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var w = rank * (rank + 1) / 2; w >= 0; w--)
            {
                probability[w] = (probability[w] + (w >= rank ? probability[w - rank] : 0)) / 2;
            }
        }

        var cumulative = new double[(most / 2) + 1];
        var sum = 0d;
        for (var w = 0; w < cumulative.Length; w++)
        {
            cumulative[w] = sum += probability[w];
        }

        return cumulative;
    }
}
