using TraceToll.Agent.Native;

namespace TraceToll.Agent.Send;

/// <summary>
/// The measuring loop of one thread: nothing allocated, no lock. Sends what is due, reads what has come, hands each round trip to the
/// ring. It never waits for a reply and never skips a message: a stall makes later messages late, and their latency counts from when
/// they were due.
/// </summary>
internal sealed partial class SendLoop : IDisposable
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
}
