using Perfolizer.Mathematics.Common;

namespace TraceToll.Analysis;

/// <summary>
/// From a few whole runs that are not paired: the difference of the means, and bounds by inversion of the permutation test of that
/// difference: exact where all divisions of the runs can be tried, from a seeded draw of them beyond.
/// </summary>
/// <remarks>
/// Source: Edgington and Onghena, Randomization Tests (4th ed., 2007), ch. 4 and 14. Runs of a mode after runs of another are not
/// exchangeable if the machine drifts: such a plan cannot tell the tracer from the drift, and these bounds do not know of it.
/// </remarks>
internal sealed class MeanEffect : Effect
{
    private const int MostDivisions = 100_000;
    private const int Seed = 20201101;

    // For the last digit of a product.
    private const double Tiny = 1e-9;

    private readonly double[] _controls;
    private readonly double[] _treated;
    private readonly Lazy<(double Mean, double Share)[]> _divisions;

    /// <summary>Of these values: how much the mean of the second set lies above the first's.</summary>
    /// <exception cref="ArgumentException">A set is empty, or a value is no finite number.</exception>
    public MeanEffect(IReadOnlyList<double> controls, IReadOnlyList<double> treated)
    {
        ArgumentNullException.ThrowIfNull(controls);
        ArgumentNullException.ThrowIfNull(treated);
        FiniteValues.Require(controls);
        FiniteValues.Require(treated);
        _controls = [.. controls];
        _treated = [.. treated];
        _divisions = new Lazy<(double, double)[]>(() => [.. Divisions().Select(Differ)]);
        Estimate = treated.Average() - controls.Average();
    }

    /// <inheritdoc/>
    public override double Estimate { get; }

    /// <inheritdoc/>
    public override int Units => _controls.Length + _treated.Length;

    /// <inheritdoc/>
    /// <remarks>
    /// One-sided tests: with a shift s taken off the treated runs, a division's difference of means is d - s x c, the measured one's is
    /// D - s. They meet at s = (D - d) / (1 - c); beyond it the division is as extreme as the measured one.
    /// </remarks>
    public override Interval Bounds(double errorEachSide)
    {
        double[] meeting = [.. _divisions.Value.Select(division => (Estimate - division.Mean) / (1 - division.Share)).Order()];
        return Between(meeting, meeting, errorEachSide);
    }

    /// <summary>By the two-sided test, which compares magnitudes: they meet at (D + d) / (1 + c) too.</summary>
    private protected override Interval CreateInterval()
    {
        var between = _divisions.Value.Select(division =>
        {
            var (same, opposite) = ((Estimate - division.Mean) / (1 - division.Share), Opposite(division));
            return new Interval(Math.Min(same, opposite.Lower), Math.Max(same, opposite.Upper));
        }).ToList();
        return Between([.. between.Select(meeting => meeting.Lower).Order()], [.. between.Select(meeting => meeting.Upper).Order()], UsualError);
    }

    /// <inheritdoc/>
    public override int FewestUnits(double errorEachSide) => TwoSets.FewestUnits(_controls.Length, _treated.Length, errorEachSide);

    /// <summary>The shifts from which the measured difference is as large as a division's opposite; with halves exchanged it always is.</summary>
    private Interval Opposite((double Mean, double Share) division)
    {
        var at = (Estimate + division.Mean) / (1 + division.Share);
        return 1 + division.Share < Tiny ? Interval.Unbounded : new Interval(at, at);
    }

    /// <summary>The bounds that so much error allows: among all divisions, the measured one counts too.</summary>
    private static Interval Between(double[] lower, double[] upper, double error)
    {
        var at = (int)Math.Floor((error * (lower.Length + 1)) + Tiny) - 1;
        return at < 0 || at >= lower.Length ? Interval.Unbounded : new Interval(lower[at], upper[upper.Length - 1 - at]);
    }

    /// <summary>A division's difference of means, and how much of a shift of the treated runs is in it: 1 in the measured one.</summary>
    private (double Mean, double Share) Differ(bool[] takenAsTreated)
    {
        double treatedSum = 0, controlSum = 0;
        var trulyTreated = 0;
        for (var i = 0; i < takenAsTreated.Length; i++)
        {
            var value = i < _controls.Length ? _controls[i] : _treated[i - _controls.Length];
            if (takenAsTreated[i])
            {
                treatedSum += value;
                trulyTreated += i < _controls.Length ? 0 : 1;
            }
            else
            {
                controlSum += value;
            }
        }

        var (n, m) = ((double)_controls.Length, (double)_treated.Length);
        return ((treatedSum / m) - (controlSum / n), (trulyTreated / m) - ((m - trulyTreated) / n));
    }

    /// <summary>Every division of the runs but the measured one, or a draw of them.</summary>
    private IEnumerable<bool[]> Divisions()
    {
        var isFew = BinomialCoefficientHelper.LogBinomialCoefficient(Units, _treated.Length) <= Math.Log(MostDivisions);
        return (isFew ? All(0, _treated.Length, new bool[Units]) : Drawn()).Where(division => !IsMeasured(division));
    }

    private IEnumerable<bool[]> All(int from, int toTake, bool[] taken)
    {
        if (toTake == 0)
        {
            yield return taken;
            yield break;
        }

        for (var i = from; i <= Units - toTake; i++)
        {
            taken[i] = true;
            foreach (var division in All(i + 1, toTake - 1, taken))
            {
                yield return division;
            }

            taken[i] = false;
        }
    }

    private IEnumerable<bool[]> Drawn()
    {
        var random = new Random(Seed);
        bool[] division = [.. Enumerable.Range(0, Units).Select(i => i >= _controls.Length)];
        for (var i = 0; i < MostDivisions; i++)
        {
            random.Shuffle(division);
            yield return division;
        }
    }

    private bool IsMeasured(bool[] division) => !division.AsSpan(0, _controls.Length).Contains(true);
}
