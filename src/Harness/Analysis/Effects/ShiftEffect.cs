using Perfolizer.Mathematics.Common;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Pragmastat;

namespace TraceToll.Analysis;

/// <summary>
/// From two sets of units that are not paired, such as the block differences of two sessions: the shift between them (the median of
/// all pairwise differences) and bounds by inversion of the Mann-Whitney test.
/// </summary>
/// <remarks>
/// Source: Hollander, Wolfe and Chicken, Nonparametric Statistical Methods (2014), 4.2 and 4.3. Exact up to 64 units together, by
/// Edgeworth's expansion beyond. What differs between two sessions as a whole (a reboot, a neighbour) is in the shift.
/// </remarks>
internal sealed class ShiftEffect : Effect
{
    private readonly int _controls;
    private readonly int _treated;
    private readonly Lazy<double[]> _shifts;

    /// <summary>Of these values: how much the second set lies above the first.</summary>
    /// <exception cref="ArgumentException">A set is empty, or a value is no finite number.</exception>
    public ShiftEffect(IReadOnlyList<double> controls, IReadOnlyList<double> treated)
    {
        ArgumentNullException.ThrowIfNull(controls);
        ArgumentNullException.ThrowIfNull(treated);
        FiniteValues.Require(controls);
        FiniteValues.Require(treated);
        (_controls, _treated) = (controls.Count, treated.Count);
        _shifts = new Lazy<double[]>(() => [.. (from treatment in treated from control in controls select treatment - control).Order()]);
        Estimate = new Sample([.. treated]).Shift(new Sample([.. controls])).NominalValue;
    }

    /// <inheritdoc/>
    public override double Estimate { get; }

    /// <inheritdoc/>
    public override int Units => _controls + _treated;

    /// <inheritdoc/>
    public override Interval Bounds(double errorEachSide)
    {
        var critical = Critical(errorEachSide);
        var shifts = _shifts.Value;
        return critical < 0 ? Interval.Unbounded : new Interval(shifts[critical], shifts[shifts.Length - 1 - critical]);
    }

    /// <inheritdoc/>
    public override int FewestUnits(double errorEachSide) => _controls + Enumerable.Range(1, int.MaxValue)
        .First(treated => BinomialCoefficientHelper.LogBinomialCoefficient(_controls + treated, treated) >= -Math.Log(errorEachSide));

    /// <inheritdoc/>
    internal override double UnitsFor(double share)
    {
        // Widths go with the root of 1/n + 1/m, and the first set is what it is.
        var left = (share * share * ((1.0 / _controls) + (1.0 / _treated))) - (1.0 / _controls);
        return left > 0 ? _controls + (1 / left) : double.PositiveInfinity;
    }

    /// <summary>The largest u with P(U at most u) at most the error; -1 where there is none.</summary>
    private int Critical(double error)
    {
        IMannWhitneyCdf distribution = Units <= BinomialCoefficientHelper.MaxAcceptableN
            ? MannWhitneyLoefflerExactCdf.Instance
            : MannWhitneyEdgeworthApproxCdf.Instance;
        var (within, beyond) = (-1, _controls * _treated / 2);
        while (beyond - within > 1)
        {
            var middle = within + ((beyond - within) / 2);
            // Perfolizer's is the probability of less than it is given.
            (within, beyond) = distribution.Cdf(_controls, _treated, middle + 1) <= error ? (middle, beyond) : (within, middle);
        }

        return within;
    }
}
