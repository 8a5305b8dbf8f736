namespace TraceToll.FleetBenchmark;

/// <summary>What the coordinator does for one slice of so many pairs.</summary>
/// <param name="ReadMs">Reading the agents' lines.</param>
/// <param name="KeepMs">Writing each pair's slice to its own recording.</param>
/// <param name="MergeMs">Merging them.</param>
/// <param name="WriteMs">Writing the merged slice.</param>
/// <param name="AllocatedBytes">What the runtime allocated for all of it.</param>
/// <param name="MergedBytes">The merged slice's line.</param>
internal sealed record Work(double ReadMs, double KeepMs, double MergeMs, double WriteMs, long AllocatedBytes, long MergedBytes);
