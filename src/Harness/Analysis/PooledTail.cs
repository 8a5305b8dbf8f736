namespace TraceToll.Analysis;

/// <summary>A percentile of the round trips of several units, each counted as often as its weight says. Looks from the top: tails are short.</summary>
internal sealed class PooledTail(IReadOnlyList<Unit> units, double percentile)
{
    private readonly List<(long Ns, long Count, int Unit)> _fromTheTop =
        [.. units.SelectMany((unit, index) => unit.Buckets.Select(bucket => (bucket.Ns, bucket.Count, index))).OrderByDescending(bucket => bucket.Ns)];

    /// <summary>The largest value that at least 1 - p of the round trips reach.</summary>
    public long ValueNs(int[] weights)
    {
        var all = units.Select((unit, index) => weights[index] * unit.Samples).Sum();
        var above = (long)(all * (100 - percentile) / 100);
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
