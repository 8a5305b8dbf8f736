namespace TraceToll.Analysis;

/// <summary>A percentile of the round trips of several units, each counted as often as its weight says. Looks from the top: tails are short.</summary>
internal sealed class PooledTail(IReadOnlyList<Unit> units, double percentile)
{
    private readonly List<(long Ns, long Count, int Unit)> _fromTheTop =
        [.. units.SelectMany((unit, index) => unit.Buckets.Select(bucket => (bucket.Ns, bucket.Count, index))).OrderByDescending(bucket => bucket.Ns)];

    /// <summary>The round trip of the same rank as a histogram of all of them has it.</summary>
    public long ValueNs(int[] weights)
    {
        var all = units.Select((unit, index) => weights[index] * unit.Samples).Sum();
        var above = all - (long)((percentile / 100 * all) + 0.5);
        var seen = 0L;
        foreach (var (ns, count, unit) in _fromTheTop)
        {
            seen += weights[unit] * count;
            if (seen > above)
            {
                return ns;
            }
        }

        return _fromTheTop[^1].Ns;
    }
}
