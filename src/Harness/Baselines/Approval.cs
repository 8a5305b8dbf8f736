using System.Text.Json.Serialization;

namespace TraceToll.Baselines;

/// <summary>An acceptance.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why.</param>
public sealed record Approval(string By, DateTimeOffset At, string Reason)
{
    /// <summary>What spoke against it and was overruled; null when nothing did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Forced { get; init; }
}
