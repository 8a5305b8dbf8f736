namespace TraceToll.Analysis;

/// <summary>Whether an effect is over its tolerance.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Effect">The effect, ns.</param>
/// <param name="ToleranceNs">What is allowed, ns.</param>
/// <param name="Unsupported">Why it cannot be answered, whatever the figures; null when it can.</param>
internal sealed record Question(Measure Measure, Effect Effect, double ToleranceNs, string? Unsupported = null);
