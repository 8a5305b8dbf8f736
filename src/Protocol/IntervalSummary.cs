namespace TraceToll.Protocol;

/// <summary>The round trips of the messages that were due in one stretch of 100 ms.</summary>
/// <param name="OffsetMs">Where the stretch begins, ms from the slice's start.</param>
/// <param name="Count">Round trips in it.</param>
/// <param name="P50Ns">Their median.</param>
/// <param name="P99Ns">Their p99; with fewer than 100 the maximum.</param>
/// <param name="MaxNs">The longest.</param>
public sealed record IntervalSummary(long OffsetMs, long Count, long P50Ns, long P99Ns, long MaxNs);
