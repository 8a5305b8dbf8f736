using Pragmastat;

namespace TraceToll.Analysis;

/// <summary>
/// From differences inside blocks: the Hodges-Lehmann estimate (the median of all pairwise averages of differences) and bounds by
/// inversion of the signed-rank test, exact up to 256 blocks.
/// </summary>
/// <remarks>
/// Sources: Hodges and Lehmann, Estimates of Location Based on Rank Tests, Annals of Mathematical Statistics 34 (1963);
/// Hollander, Wolfe and Chicken, Nonparametric Statistical Methods (2014), 3.2 and 3.3. The order of modes inside a block is random,
/// so without an effect each difference has either sign with the same chance, whatever the machine did: drift, bursts and
/// dependence between blocks do not break the test of that. Bounds around a cost take it to be the same in all blocks, or spread
/// symmetrically.
/// </remarks>
internal sealed class PairedEffect : Effect
{
    private readonly double[] _differences;
    private readonly Lazy<double[]> _averages;

    /// <summary>Of these differences, one a block.</summary>
    /// <exception cref="ArgumentException">There are none, or one is no finite number.</exception>
    public PairedEffect(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        FiniteValues.Require(differences);
        _differences = [.. differences];
        _averages = new Lazy<double[]>(SortedAverages);
        Estimate = new Sample(_differences).Center().NominalValue;
    }

    /// <inheritdoc/>
    public override double Estimate { get; }

    /// <inheritdoc/>
    public override int Units => _differences.Length;

    /// <inheritdoc/>
    public override Interval Bounds(double errorEachSide)
    {
        var critical = SignedRankDistribution.Critical(Units, errorEachSide);
        var averages = _averages.Value;
        return critical < 0 ? Interval.Unbounded : new Interval(averages[critical], averages[averages.Length - 1 - critical]);
    }

    /// <inheritdoc/>
    public override int FewestUnits(double errorEachSide) => SignedRankDistribution.FewestFor(errorEachSide);

    private double[] SortedAverages()
    {
        var averages = new double[Units * (Units + 1) / 2];
        var at = 0;
        for (var i = 0; i < Units; i++)
        {
            for (var j = i; j < Units; j++)
            {
                averages[at++] = (_differences[i] + _differences[j]) / 2;
            }
        }

        Array.Sort(averages);
        return averages;
    }
}
