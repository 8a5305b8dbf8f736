namespace TraceToll.Analysis;

/// <summary>What is found at one measure.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Effect">The effect, ns.</param>
/// <param name="ToleranceNs">What was allowed, ns.</param>
/// <param name="Bounds">The bounds that decided, at this look and among these measures, ns; wider than the 95 % interval.</param>
/// <param name="Kind">Within, improved, regressed or inconclusive.</param>
/// <param name="UnitsToDecide">
/// When inconclusive: about how many blocks in all would decide, if the estimate stays what it is. Null where none would, as the
/// estimate lies too near the tolerance, or where something else is missing.
/// </param>
/// <param name="Unsupported">When inconclusive whatever the figures: why.</param>
public sealed record Finding(
    Measure Measure, Effect Effect, double ToleranceNs, Interval Bounds, VerdictKind Kind, int? UnitsToDecide, string? Unsupported);
