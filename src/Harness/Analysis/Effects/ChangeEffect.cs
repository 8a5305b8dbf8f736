namespace TraceToll.Analysis;

/// <summary>
/// By how much one effect is larger than another that was measured apart from it. Each bound puts the far ends of both together, each
/// with half of the error (Bonferroni's bound), so it assumes nothing, and is wide.
/// </summary>
/// <remarks>
/// Source: Dunn, Multiple Comparisons among Means, Journal of the American Statistical Association 56 (1961). In the unit of the two
/// effects. What differs between two sessions as a whole (a reboot, a neighbour) is in it.
/// </remarks>
internal sealed class ChangeEffect(Effect before, Effect now) : Effect
{
    /// <inheritdoc/>
    public override double Estimate => now.Estimate - before.Estimate;

    /// <inheritdoc/>
    public override int Units => before.Units + now.Units;

    /// <inheritdoc/>
    public override Interval Bounds(double errorEachSide)
    {
        var (earlier, later) = (before.Bounds(errorEachSide / 2), now.Bounds(errorEachSide / 2));
        return new Interval(later.Lower - earlier.Upper, later.Upper - earlier.Lower);
    }

    /// <inheritdoc/>
    internal override double UnitsFor(double share)
    {
        // What was measured before does not become more certain.
        var (earlier, later) = (before.Interval.HalfWidth, now.Interval.HalfWidth);
        var left = (share * (earlier + later)) - earlier;
        return left > 0 && double.IsFinite(left) ? before.Units + now.UnitsFor(left / later) : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public override int FewestUnits(double errorEachSide) => before.FewestUnits(errorEachSide / 2) + now.FewestUnits(errorEachSide / 2);
}
