namespace TraceToll.Analysis;

/// <summary>
/// What a treatment adds to its control, estimated from a handful of units (blocks or runs). The bounds assume no distribution: only
/// that the units are exchangeable, which the random order of modes in a block sees to, and that the cost is about the same in all.
/// </summary>
public abstract class Effect
{
    /// <summary>What a 95 % interval leaves outside.</summary>
    private protected const double UsualError = 0.05;

    private Interval? _interval;

    /// <summary>The estimate, in the unit of the values.</summary>
    public abstract double Estimate { get; }

    /// <summary>How many units it comes from.</summary>
    public abstract int Units { get; }

    /// <summary>The 95 % interval; infinite where there are too few units for one.</summary>
    public Interval Interval => _interval ??= CreateInterval();

    /// <summary>
    /// The smallest effect that could have been told from none here: half the width of the 95 % interval. A true effect of that size
    /// had about an even chance. Infinite where there are too few units.
    /// </summary>
    public double SmallestDetectable => Interval.HalfWidth;

    /// <summary>Two bounds, each of which the truth lies beyond at most so often.</summary>
    /// <param name="errorEachSide">Above 0 and at most 0.5.</param>
    public abstract Interval Bounds(double errorEachSide);

    /// <summary>
    /// The fewest units that can give a bound at this error; where there are two kinds, as many of either as now, or more of the second
    /// where the first was measured before.
    /// </summary>
    /// <param name="errorEachSide">Above 0 and at most 0.5.</param>
    public abstract int FewestUnits(double errorEachSide);

    /// <summary>How many units, with those that are there, bounds of this share of today's width take; infinite where none do.</summary>
    /// <param name="share">Above 0.</param>
    internal virtual double UnitsFor(double share) => Units / (share * share);

    private protected virtual Interval CreateInterval() => Bounds(UsualError / 2);
}
