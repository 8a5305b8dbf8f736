namespace TraceToll.Analysis;

/// <summary>Whether an effect is over its tolerance.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Effect">The effect, ns.</param>
/// <param name="ToleranceNs">What is allowed, ns; where it is a share of the control, of the control's typical value.</param>
/// <param name="Unsupported">Why it cannot be answered, whatever the figures; null when it can.</param>
internal sealed record Question(Measure Measure, Effect Effect, double ToleranceNs, string? Unsupported = null)
{
    /// <summary>
    /// What lies beyond the allowance, block by block, ns; null where the allowance is the same in all. A share of the control is uncertain
    /// as the control is, and in the same direction as the difference from it: taken for a known number, it would make errors more likely.
    /// </summary>
    public Effect? Beyond { get; init; }

    /// <summary>What is left of the control's values less the allowance, block by block, ns; null where the allowance is the same in all.</summary>
    public Effect? Short { get; init; }

    public double EstimateNs => Beyond is { } beyond ? beyond.Estimate + ToleranceNs : Effect.Estimate;

    public double LowerNs(double error) => Beyond is { } beyond ? beyond.Bounds(error).Lower + ToleranceNs : Effect.Bounds(error).Lower;

    public double UpperNs(double error) => Beyond is { } beyond ? beyond.Bounds(error).Upper + ToleranceNs : Effect.Bounds(error).Upper;

    /// <summary>The upper bound, for the claim that it is faster by more than the tolerance.</summary>
    public double UpperWhenFasterNs(double error) => Short is { } less ? less.Bounds(error).Upper - ToleranceNs : Effect.Bounds(error).Upper;
}
