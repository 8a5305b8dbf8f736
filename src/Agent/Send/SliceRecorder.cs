using HdrHistogram;
using TraceToll.Protocol;

namespace TraceToll.Agent.Send;

/// <summary>
/// What is measured of one slice. A round trip belongs to the slice in which its message was sent, however late the reply.
/// Lives on the recording thread.
/// </summary>
internal sealed class SliceRecorder(string name, SendOptions options, long loopStartNs, long firstSequence, SliceEdge start)
{
    private readonly LongHistogram _fromDue = Histograms.Create();
    private readonly LongHistogram _fromSend = Histograms.Create();
    private readonly LongHistogram _sendLag = Histograms.Create();
    private readonly IntervalRecorder _intervals = new();
    private readonly LagRecorder _lag = new(options);
    private double _sumNs;
    private Sample _first;
    private Sample _last;

    public string Name => name;

    public long FirstSequence => firstSequence;

    /// <summary>When its first message is due, ns of the monotonic clock.</summary>
    public long StartDueNs { get; } = loopStartNs + options.Shape.DueNs(firstSequence);

    /// <summary>The counters where the slice begins; first those from when it was asked for.</summary>
    public SliceEdge Start { get; set; } = start;

    /// <summary>The first message after the slice; unknown, and as good as infinite, while it is open.</summary>
    public long EndSequence { get; private set; } = long.MaxValue;

    public bool Open => EndSequence == long.MaxValue;

    public long Replies { get; private set; }

    public long RepliesExpected => options.RepliesBefore(EndSequence) - options.RepliesBefore(firstSequence);

    public bool Complete => !Open && Replies >= RepliesExpected;

    public void Close(long nextSequence, long sentInAll) =>
        EndSequence = Math.Max(firstSequence, Math.Min(options.NextReplySequence(nextSequence), sentInAll));

    public void Record(in Sample sample)
    {
        if (sample.Sequence < firstSequence || sample.Sequence >= EndSequence)
        {
            return;
        }

        var fromDueNs = Math.Min(sample.ReceivedNs - sample.DueNs, Histograms.LongestNs);
        _fromDue.RecordValue(fromDueNs);
        _fromSend.RecordValue(Math.Min(sample.ReceivedNs - sample.SentNs, Histograms.LongestNs));
        _sendLag.RecordValue(Math.Min(sample.SentNs - sample.DueNs, Histograms.LongestNs));
        _sumNs += fromDueNs;

        var interval = (sample.DueNs - StartDueNs) / IntervalRecorder.IntervalNs;
        _lag.Record(sample.Sequence, interval, sample.SentNs - sample.DueNs);
        if (options.Summaries)
        {
            _intervals.Record(interval, fromDueNs);
        }

        // Several connections have their replies in another order.
        _first = Replies == 0 || sample.Sequence < _first.Sequence ? sample : _first;
        _last = Replies == 0 || sample.Sequence > _last.Sequence ? sample : _last;
        Replies++;
    }

    public long SoFarNs(double percentile) => _fromDue.TotalCount == 0 ? 0 : _fromDue.GetValueAtPercentile(percentile);

    public SliceMeasured Finish(SliceEdge end)
    {
        var span = _last.SentNs - _first.SentNs;
        return new SliceMeasured
        {
            Slice = name,
            StartUnixNs = Start.UnixNs + (StartDueNs - Start.MonotonicNs),
            DurationNs = loopStartNs + options.Shape.DueNs(EndSequence) - StartDueNs,
            FirstSequence = firstSequence,
            EndSequence = EndSequence,
            RepliesExpected = RepliesExpected,
            Replies = Replies,
            OutOfOrder = end.Loop.OutOfOrder - Start.Loop.OutOfOrder,
            SamplesDropped = end.SamplesDropped - Start.SamplesDropped,
            AchievedRate = span > 0 ? (_last.Sequence - _first.Sequence) * 1e9 / span : 0,
            LagAtEndNs = _lag.AtEndNs,
            FromDue = Histograms.ToBase64(_fromDue),
            FromSend = Histograms.ToBase64(_fromSend),
            SendLag = Histograms.ToBase64(_sendLag),
            MeanFromDueNs = Replies > 0 ? _sumNs / Replies : 0,
            Intervals = _intervals.Finish(),
            LoopGaps = Histograms.ToBase64(GapCounts.Between(Start.Loop.Gaps, end.Loop.Gaps)),
            Witness = Start.WitnessUntil(end, options.Idle == IdleStrategy.Block),
        };
    }
}
