namespace TraceToll.Baselines;

/// <summary>A session that a baseline comes from.</summary>
/// <param name="Recording">SHA-256 of the recording.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="Blocks">Blocks, or runs of the mode.</param>
public sealed record BaselineSession(string Recording, DateTimeOffset StartedAt, int Blocks);
