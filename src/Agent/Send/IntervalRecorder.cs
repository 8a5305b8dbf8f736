using HdrHistogram;
using TraceToll.Protocol;

namespace TraceToll.Agent.Send;

/// <summary>
/// Sums up what was due in each stretch of 100 ms. Replies of several connections do not come in the order in which their messages were
/// due, and those of several threads are read one thread after the other, so the last two seconds' stretches are kept open; what comes later
/// than that still counts, and in the longest, but not in the percentiles.
/// </summary>
internal sealed class IntervalRecorder
{
    public const long IntervalNs = 100_000_000;
    private const int Open = 20;

    private readonly List<IntervalSummary> _closed = new(1024);
    private readonly LongHistogram?[] _open = new LongHistogram?[Open];
    private long _newest = -1;

    /// <param name="interval">The stretch in which the message was due, from the slice's first.</param>
    /// <param name="fromDueNs">Its round trip.</param>
    public void Record(long interval, long fromDueNs)
    {
        while (_newest < interval)
        {
            _newest++;
            Close(_newest - Open);
        }

        if (interval > _newest - Open)
        {
            (_open[interval % Open] ??= Histograms.Create(digits: 2)).RecordValue(fromDueNs);
        }
        else if (_closed.FindIndex(closed => closed.OffsetMs == OffsetMs(interval)) is >= 0 and var late)
        {
            _closed[late] = _closed[late] with { Count = _closed[late].Count + 1, MaxNs = Math.Max(_closed[late].MaxNs, fromDueNs) };
        }
        else
        {
            var after = _closed.FindIndex(closed => closed.OffsetMs > OffsetMs(interval));
            _closed.Insert(after < 0 ? _closed.Count : after, new IntervalSummary(OffsetMs(interval), 1, fromDueNs, fromDueNs, fromDueNs));
        }
    }

    /// <summary>All stretches in which anything came, in their order.</summary>
    public IReadOnlyList<IntervalSummary> Finish()
    {
        for (var interval = Math.Max(0, _newest - Open + 1); interval <= _newest; interval++)
        {
            Close(interval);
        }

        return _closed;
    }

    private void Close(long interval)
    {
        if (interval >= 0 && _open[interval % Open] is { TotalCount: > 0 } histogram)
        {
            _closed.Add(new IntervalSummary(OffsetMs(interval), histogram.TotalCount,
                histogram.GetValueAtPercentile(50), histogram.GetValueAtPercentile(99), histogram.GetMaxValue()));
            histogram.Reset();
        }
    }

    private static long OffsetMs(long interval) => interval * (IntervalNs / 1_000_000);
}
