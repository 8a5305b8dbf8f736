namespace TraceToll.Reports;

/// <summary>The word of a line that the line is about.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Tone">What it means.</param>
internal sealed record TonedWord(int Start, int Length, Tone Tone);
