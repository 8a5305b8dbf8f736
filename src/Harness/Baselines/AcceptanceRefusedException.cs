namespace TraceToll.Baselines;

/// <summary>A baseline was not approved, and nothing was written: something speaks against it.</summary>
/// <param name="pair">The baseline.</param>
/// <param name="reasons">What speaks against it, and what mends it.</param>
public sealed class AcceptanceRefusedException(BaselinePair pair, IReadOnlyList<string> reasons)
    : Exception($"{pair} is not accepted:\n  {string.Join("\n  ", reasons)}")
{
    /// <summary>What speaks against it, and what mends it.</summary>
    public IReadOnlyList<string> Reasons { get; } = reasons;
}
