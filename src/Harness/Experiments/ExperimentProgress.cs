namespace TraceToll.Experiments;

/// <summary>Where an experiment stands; told at every change, and about once a second.</summary>
/// <param name="Doing">What is being done, a few words.</param>
/// <param name="Mode">The tracing mode; empty outside slices.</param>
/// <param name="Block">The block, or run; 0 outside.</param>
/// <param name="Blocks">Of how many.</param>
/// <param name="RatePerSecond">Messages a second, lately; 0 before the load runs.</param>
/// <param name="P50Ns">Median round trip of the slice so far, ns; 0 where nothing is known.</param>
/// <param name="P99Ns">The same at p99.</param>
/// <param name="Elapsed">Since measuring began.</param>
/// <param name="Remaining">
/// What is left: by the plan before a block (or run) was measured, then by the time that those took. Zero where it should be over by now;
/// null before the load runs.
/// </param>
public sealed record ExperimentProgress(
    string Doing, string Mode, int Block, int Blocks, double RatePerSecond, long P50Ns, long P99Ns, TimeSpan Elapsed, TimeSpan? Remaining)
{
    /// <summary>Whether a verdict may end it sooner than <see cref="Remaining"/> says.</summary>
    public bool MayEndEarlier { get; init; }

    /// <summary>What has just been done, a line for those who follow closely; null where only the rest has changed.</summary>
    public string? Detail { get; init; }
}
