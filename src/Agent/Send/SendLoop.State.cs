using TraceToll.Agent.Native;

namespace TraceToll.Agent.Send;

/// <content>What other threads ask of the loop, and how it answers.</content>
internal sealed partial class SendLoop
{
    public SampleRing Ring { get; }

    public long FirstSentNs { get; private set; }

    public long LastSentNs { get; private set; }

    public long Messages => Volatile.Read(ref _messages);

    public long Replies => Volatile.Read(ref _replies);

    /// <summary>The first message of the load from which on this thread has sent none.</summary>
    public long Next => Volatile.Read(ref _next);

    /// <summary>The first message of the load that this thread has not sent.</summary>
    public long Least => Volatile.Read(ref _least);

    /// <summary>Replies in another order than they were asked for.</summary>
    public long OutOfOrder
    {
        get
        {
            var outOfOrder = 0L;
            foreach (var connection in _connections)
            {
                outOfOrder += connection.OutOfOrder;
            }

            return outOfOrder;
        }
    }

    /// <summary>Messages sent that asked for a reply.</summary>
    public long RepliesAsked
    {
        get
        {
            var asked = 0L;
            foreach (var connection in _connections)
            {
                asked += connection.RepliesAsked;
            }

            return asked;
        }
    }

    /// <summary>Why the loop has ended; null while it runs.</summary>
    public SendLoopEnd? End => _ended ? _end : null;

    public void Stop()
    {
        Volatile.Write(ref _stopAtLatestNs, Clock.NowNs + LongestStopNs);
        _stop = true;
    }

    /// <summary>Asks the measuring thread for its state; <see cref="Snapshot"/> waits for it.</summary>
    public void WantSnapshot() => _snapshotWanted = true;

    public LoopSnapshot Snapshot()
    {
        SpinWait.SpinUntil(() => !_snapshotWanted || _ended);
        // The thread writes into the same array the next time.
        return _snapshot with { Gaps = [.. _gapsSnapshot] };
    }

    private void CountTurn(long gapNs)
    {
        _gaps[GapCounts.IndexOf(gapNs)]++;
        if (gapNs >= HiccupNs)
        {
            _hiccups++;
            _hiccupNs += gapNs;
        }
    }

    private void FillSnapshot()
    {
        var usage = ThreadUsage.Read();
        Array.Copy(_gaps, _gapsSnapshot, _gaps.Length);
        _snapshot = new LoopSnapshot(
            _next, GC.GetAllocatedBytesForCurrentThread(), _hiccups, _hiccupNs, usage.InvoluntarySwitches, usage.PageFaults,
            Clock.NowNs - CpuTime.OfThreadNs, OutOfOrder, []);
    }
}
