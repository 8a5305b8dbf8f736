namespace TraceToll.Baselines;

/// <summary>A fact that is not the same in a baseline and in what is compared with it.</summary>
/// <param name="Name">The fact.</param>
/// <param name="Approved">What it is in the baseline; null when it is not known there.</param>
/// <param name="Now">What it is now; null when it is not known.</param>
/// <param name="MustMatch">Whether the two cannot be compared for it.</param>
public sealed record FactDifference(string Name, string? Approved, string? Now, bool MustMatch)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} is {Now ?? "not known"} now and {Approved ?? "not known"} in the baseline";
}
