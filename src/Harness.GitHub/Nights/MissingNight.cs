namespace TraceToll.GitHub.Nights;

/// <summary>What the watch remembers while nights are missing.</summary>
/// <param name="LastNight">When the last one began; null when there never was one.</param>
internal sealed record MissingNight(DateTimeOffset? LastNight)
{
    public const string Name = "tracetoll-missing-night";
}
