using TraceToll.Protocol;

namespace TraceToll.Agent.Send;

/// <summary>The slice that is wanted, open, or waiting for its last replies; one at a time. Lives on the recording thread.</summary>
internal sealed class Slicing(AgentConsole console, SendOptions options, SendLoops loops)
{
    private const long SmallLagNs = 1_000_000;

    // Whoever is told of a slice wakes up, and where the loops spin on every CPU takes one from them. So it is told this long before,
    // and the counters are read when that is over, and the slice is not yet there: in one of two of the recording thread's turns of 20 ms.
    private static readonly TimeSpan NoticeAhead = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan CountersAhead = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReplyPatience = TimeSpan.FromSeconds(2);

    private readonly long _firstMeasured = options.FirstMeasuredSequence;
    private readonly NoCollection _noCollection = new();
    private SliceRecorder? _slice;
    private SliceEdge? _end;
    private string? _wanted;
    private bool _announced;
    private bool _begun;
    private long _beginAtLatestNs;

    /// <summary>Whether a slice is not yet told of.</summary>
    public bool IsUnderWay => _slice != null;

    /// <summary>Whether a slice is open, and has begun.</summary>
    public bool IsMeasuring => _slice is { Open: true } && _begun;

    /// <summary>In words, for who asks for what cannot be.</summary>
    public string State => _slice != null ? $"slice {_slice.Name} is open" : _wanted != null ? $"slice {_wanted} is about to begin" : "no slice is open";

    /// <summary>A percentile of the open slice so far, ns; 0 where there is none.</summary>
    public long SoFarNs(double percentile) => _slice?.SoFarNs(percentile) ?? 0;

    /// <returns>False while another slice is under way.</returns>
    public bool TryWant(string name)
    {
        if (_slice != null || _wanted != null)
        {
            return false;
        }

        // Before the slice: beginning it is a collection, most of the time.
        _noCollection.Begin();
        _wanted = name;
        _beginAtLatestNs = Clock.NowNs + (long)CatchUpPatience.TotalNanoseconds;
        return true;
    }

    /// <summary>Ends the open slice; one that has ended by itself, because the last message was sent, is left as it is.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryClose()
    {
        if (_slice is { Open: true })
        {
            _end = SliceEdge.Take(loops);
            _slice.Close(_end.Loop.NextSequence, options.Messages);
        }

        return _slice != null;
    }

    /// <summary>Takes all samples that have come, and does what is due: begin, end, tell.</summary>
    public void Follow()
    {
        if (_wanted != null && (loops.Messages < _firstMeasured || HasCaughtUp() || Clock.NowNs > _beginAtLatestNs))
        {
            Open(_wanted);
            _wanted = null;
        }

        Drain();
        if (_slice is { Open: true })
        {
            Announce(_slice);
        }

        if (_slice is { Open: true } && loops.Messages == options.Messages)
        {
            TryClose();
        }

        if (_slice is { Open: false } && (_slice.Complete || Clock.NowNs - _end!.MonotonicNs > ReplyPatience.TotalNanoseconds))
        {
            Tell();
        }
    }

    /// <summary>The loop has ended: what is closed by now, or was to go on to the last message, is told as it is.</summary>
    public void Conclude()
    {
        Drain();
        if (loops.End == SendLoopEnd.AllSent)
        {
            TryClose();
        }

        if (_slice is { Open: false })
        {
            Tell();
        }
    }

    /// <summary>
    /// A backlog from before the slice (a tracer being compiled, a stall) is not what the slice is to measure. One that does not go
    /// away is: the slice then begins all the same, and tells that the rate is not held.
    /// </summary>
    private bool HasCaughtUp() => Clock.NowNs - loops.NextDueNs < SmallLagNs;

    // Which messages a slice holds is settled when it is asked for, not when this thread sees that a warm-up or a wait is over: the
    // first measured message would else depend on how soon that is.
    private void Open(string name)
    {
        Drain();
        var now = SliceEdge.Take(loops);
        var next = now.Loop.NextSequence;
        var announceable = options.Shape.FirstDueAt(now.MonotonicNs + (long)NoticeAhead.TotalNanoseconds - loops.StartNs);
        var first = next <= _firstMeasured ? _firstMeasured : options.NextReplySequence(Math.Max(next, announceable));
        _slice = new SliceRecorder(name, options, loops.StartNs, first, now);
        (_announced, _begun) = (false, false);
    }

    private void Announce(SliceRecorder slice)
    {
        var ahead = TimeSpan.FromTicks((slice.StartDueNs - Clock.NowNs) / TimeSpan.NanosecondsPerTick);
        if (!_announced && ahead <= NoticeAhead)
        {
            Say(slice, ahead);
        }

        if (!_begun && ahead <= CountersAhead)
        {
            // What happened before is no witness of the slice.
            _begun = true;
            slice.Start = SliceEdge.Take(loops);
        }
    }

    private void Say(SliceRecorder slice, TimeSpan ahead)
    {
        _announced = true;
        console.Say(new SliceAnnounced(slice.Name, slice.FirstSequence, Math.Max(0, (long)ahead.TotalNanoseconds)));
    }

    private void Tell()
    {
        if (!_announced)
        {
            // It was closed before it began, and holds nothing; who waits for it is to see that.
            Say(_slice!, TimeSpan.Zero);
        }

        console.Say(_slice!.Finish(_end!));
        _slice = null;
        _noCollection.End();
    }

    private void Drain()
    {
        while (loops.TryRead(out var sample))
        {
            _slice?.Record(sample);
        }
    }
}
