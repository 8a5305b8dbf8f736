using TraceToll.Agent.Native;

namespace TraceToll.Agent.Send;

/// <summary>
/// The measuring loop of one thread: nothing allocated, no lock. Sends what is due, reads what has come, hands each round trip to the
/// ring. It never waits for a reply and never skips a message: a stall makes later messages late, and their latency counts from when
/// they were due.
/// </summary>
internal sealed class SendLoop : IDisposable
{
    private const long LongestStopNs = 200_000_000;
    private const long HiccupNs = 1_000_000;
    private const long LongestSleepNs = 1_000_000;
    private const int SendsBetweenLooks = 16;

    // How long it sleeps where a socket did not take all, and there are more sockets than one to wait for.
    private const long BehindSleepNs = 50_000;

    private readonly Connection[] _connections;
    private readonly SendOptions _options;
    private readonly PlantedDelay _delay;
    private readonly ReadySet? _ready;

    // Connections that did not take all that was due, by their place; the others have nothing to send before the next of them in turn.
    private readonly int[] _behind;
    private readonly bool[] _isBehind;
    private readonly long[] _gaps = GapCounts.Create();
    private readonly long[] _gapsSnapshot = GapCounts.Create();
    private int _behindCount;
    private int _turn;
    private volatile bool _stop;
    private long _stopAtLatestNs;
    private volatile bool _ended;
    private SendLoopEnd _end;
    private long _hiccups;
    private long _hiccupNs;
    private volatile bool _snapshotWanted;
    private LoopSnapshot _snapshot = LoopSnapshot.None;
    private long _messages;
    private long _next;
    private long _least;
    private long _replies;
    private long _plantedNs;
    private SendLoopEnd? _fault;

    public SendLoop(IReadOnlyList<Connection> connections, SendOptions options, SampleRing ring, PlantedDelay delay)
    {
        (_connections, _options, Ring, _delay) = ([.. connections], options, ring, delay);
        (_behind, _isBehind) = (new int[connections.Count], new bool[connections.Count]);
        if (connections.Count > 1)
        {
            _ready = new ReadySet();
            for (var i = 0; i < connections.Count; i++)
            {
                _ready.Watch(connections[i].Endpoint.Descriptor, i);
            }
        }
    }

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

    public void Run(long startNs)
    {
        foreach (var connection in _connections)
        {
            connection.Begin(startNs);
        }

        _end = RunUntilStopped(startNs);
        FillSnapshot();
        _ended = true;
    }

    /// <summary>After the thread has ended.</summary>
    public void Dispose()
    {
        _ready?.Dispose();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private SendLoopEnd RunUntilStopped(long startNs)
    {
        var lastTurnNs = startNs;
        // Never stopped within a message: the responder would take half of one for a fault.
        while (!_stop || (HasTail() && lastTurnNs < Volatile.Read(ref _stopAtLatestNs)))
        {
            var now = Clock.NowNs;
            CountTurn(now - lastTurnNs);
            lastTurnNs = now;
            if (_snapshotWanted)
            {
                FillSnapshot();
                _snapshotWanted = false;
            }

            var delayNs = _delay.Ns;
            _plantedNs = 0;
            var sent = SendBehind(now, delayNs) | (!_stop && SendInTurn(now, delayNs));
            if (sent)
            {
                TellLeast();
                // A delay on purpose is no hiccup; what comes on top of it is.
                lastTurnNs += _plantedNs;
            }

            var received = Receive();
            if (_fault is { } fault)
            {
                return fault;
            }

            if (sent || received)
            {
                // The last messages may ask for no reply, so that the last reply comes before they are sent.
                if (_options.Messages < long.MaxValue && IsDone())
                {
                    return SendLoopEnd.AllSent;
                }
            }
            else if (_options.Idle == IdleStrategy.Block)
            {
                Sleep();
                // A sleep on purpose is no hiccup.
                lastTurnNs = Clock.NowNs;
            }
            else if (_options.Idle == IdleStrategy.Pause)
            {
                Idling.Pause();
            }
        }

        return SendLoopEnd.Stopped;
    }

    /// <summary>Those that did not take all that was due go before the others.</summary>
    private bool SendBehind(long now, long delayNs)
    {
        var (sent, before) = (false, _behindCount);
        for (var i = 0; i < _behindCount;)
        {
            var place = _behind[i];
            if (SendOn(place, now, delayNs, ref sent))
            {
                _isBehind[place] = false;
                _behind[i] = _behind[--_behindCount];
            }
            else
            {
                i++;
            }
        }

        if (_behindCount < before)
        {
            FindTurn();
        }

        return sent;
    }

    /// <summary>
    /// Message follows message from connection to connection: after the first that has nothing to send, none has. All are held against one
    /// moment, so that this stays true.
    /// </summary>
    private bool SendInTurn(long now, long delayNs)
    {
        var sent = false;
        for (var visited = 1; visited <= _connections.Length; visited++)
        {
            if (!_isBehind[_turn])
            {
                if (_connections[_turn].NextDueNs > now)
                {
                    return sent;
                }

                if (!SendOn(_turn, now, delayNs, ref sent))
                {
                    _isBehind[_turn] = true;
                    _behind[_behindCount++] = _turn;
                }
            }

            _turn = _turn + 1 == _connections.Length ? 0 : _turn + 1;
            if (visited % SendsBetweenLooks == 0)
            {
                // Many sends take longer than a reply.
                Receive();
            }
        }

        FindTurn();
        return sent;
    }

    /// <summary>The next message that is not sent, of those that are not behind: a turn in which all had something to send ends anywhere.</summary>
    private void FindTurn()
    {
        for (var place = 0; place < _connections.Length; place++)
        {
            if (_isBehind[_turn] || (!_isBehind[place] && _connections[place].NextMessage < _connections[_turn].NextMessage))
            {
                _turn = place;
            }
        }
    }

    /// <returns>Whether the connection has sent all that is due by now.</returns>
    private bool SendOn(int place, long now, long delayNs, ref bool sent)
    {
        var connection = _connections[place];
        if (connection.TailBytes > 0)
        {
            sent |= connection.SendTail();
            _fault ??= connection.Fault;
            if (connection.TailBytes > 0)
            {
                return false;
            }
        }

        if (_stop || connection.NextDueNs > now)
        {
            return true;
        }

        // One at a time where each is delayed: the first of many would else pay for all.
        var most = long.MaxValue;
        // What was sent before it in this turn took its time.
        var sendNs = sent ? Clock.NowNs : now;
        if (delayNs > 0)
        {
            most = 1;
            sendNs = Clock.Spin(delayNs);
            _plantedNs += delayNs;
        }

        var before = connection.Messages;
        connection.SendDue(now, sendNs, most);
        _fault ??= connection.Fault;
        if (connection.Messages > before)
        {
            sent = true;
            if (_messages == 0)
            {
                FirstSentNs = sendNs;
            }

            LastSentNs = sendNs;
            Volatile.Write(ref _messages, _messages + connection.Messages - before);
            Volatile.Write(ref _next, Math.Max(_next, connection.NextMessage - _options.Connections + 1));
        }

        return connection.TailBytes == 0 && connection.NextDueNs > now;
    }

    private bool Receive()
    {
        if (_ready == null)
        {
            return ReceiveOn(_connections[0]);
        }

        var readable = _ready.Look();
        for (var i = 0; i < readable; i++)
        {
            ReceiveOn(_connections[_ready.Number(i)]);
        }

        return readable > 0;
    }

    private bool ReceiveOn(Connection connection)
    {
        var before = connection.Replies;
        var received = connection.Receive();
        _fault ??= connection.Fault;
        if (connection.Replies > before)
        {
            Volatile.Write(ref _replies, _replies + connection.Replies - before);
        }

        return received;
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

    private void TellLeast()
    {
        var least = _connections[_turn].NextMessage;
        for (var i = 0; i < _behindCount; i++)
        {
            least = Math.Min(least, _connections[_behind[i]].NextMessage);
        }

        Volatile.Write(ref _least, least);
    }

    private bool HasTail()
    {
        foreach (var connection in _connections)
        {
            if (connection.TailBytes > 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsDone()
    {
        foreach (var connection in _connections)
        {
            if (!connection.AllSent || !connection.AllAnswered)
            {
                return false;
            }
        }

        return true;
    }

    private void Sleep()
    {
        var isBehind = _behindCount > 0;
        if (_ready == null && isBehind)
        {
            _connections[0].Endpoint.Wait(LongestSleepNs, alsoWritable: true);
            return;
        }

        var untilDue = Math.Min(isBehind ? BehindSleepNs : LongestSleepNs, _connections[_turn].NextDueNs - Clock.NowNs);
        if (untilDue <= 0)
        {
            return;
        }

        if (_ready == null)
        {
            _connections[0].Endpoint.Wait(untilDue, alsoWritable: false);
        }
        else
        {
            _ready.Wait(untilDue);
        }
    }

    private void FillSnapshot()
    {
        var usage = ThreadUsage.Read();
        Array.Copy(_gaps, _gapsSnapshot, _gaps.Length);
        _snapshot = new LoopSnapshot(
            _next, GC.GetAllocatedBytesForCurrentThread(), _hiccups, _hiccupNs, usage.InvoluntarySwitches, usage.PageFaults, OutOfOrder, []);
    }
}
