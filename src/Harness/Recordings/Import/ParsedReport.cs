namespace TraceToll.Recordings.Import;

/// <summary>What one report tells.</summary>
/// <param name="Runs">A run for each of its tables, not numbered yet; one at least.</param>
/// <param name="Loads">The loads that it tells of, the same one again and again in most; none in some.</param>
internal sealed record ParsedReport(IReadOnlyList<KnownRun> Runs, IReadOnlyList<ReportedLoad> Loads);
