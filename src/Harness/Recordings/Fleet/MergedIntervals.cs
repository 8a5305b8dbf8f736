using TraceToll.Protocol;

namespace TraceToll.Recordings.Fleet;

/// <summary>
/// The 100 ms summaries of several pairs as one series. Counts are summed and the longest is the longest; percentiles of parts have no
/// exact sum, so each is the one of the pair in the middle, pairs counted by their round trips.
/// </summary>
internal static class MergedIntervals
{
    public static IReadOnlyList<IntervalSummary> Of(IEnumerable<IReadOnlyList<IntervalSummary>> pairs) =>
    [
        .. pairs.SelectMany(intervals => intervals).GroupBy(interval => interval.OffsetMs).OrderBy(alike => alike.Key).Select(alike => new IntervalSummary(
            alike.Key,
            alike.Sum(interval => interval.Count),
            Middle([.. alike], interval => interval.P50Ns),
            Middle([.. alike], interval => interval.P99Ns),
            alike.Max(interval => interval.MaxNs))),
    ];

    /// <summary>The least value that half of all round trips are in intervals of, or below.</summary>
    private static long Middle(IReadOnlyList<IntervalSummary> alike, Func<IntervalSummary, long> value)
    {
        var half = (alike.Sum(interval => interval.Count) + 1) / 2;
        var counted = 0L;
        foreach (var interval in alike.Where(interval => interval.Count > 0).OrderBy(value))
        {
            counted += interval.Count;
            if (counted >= half)
            {
                return value(interval);
            }
        }

        return 0;
    }
}
