using System.Collections.Concurrent;
using TraceToll.Agent.Native;

namespace TraceToll.Agent.Respond;

/// <summary>One thread's connections. With a single one it looks into the socket itself, with more it asks the kernel which have something.</summary>
internal sealed class RespondLoop(RespondOptions options, PlantedDelay delay) : IDisposable
{
    private const long LongestSleepNs = 10_000_000;

    private readonly ConcurrentQueue<Peer> _arrivals = new();
    private readonly AutoResetEvent _arrived = new(false);
    private readonly List<Peer?> _peers = [];
    private readonly ReadySet _ready = new();
    private int _open;
    private bool _stop;
    private long _messages;
    private long _replies;
    private long _malformed;

    /// <summary>Of all connections so far, when the loop has ended.</summary>
    public (long Messages, long Replies, long Malformed) Totals => (_messages, _replies, _malformed);

    /// <summary>Connections that it has, or is about to have.</summary>
    public int Connections => Volatile.Read(ref _open) + _arrivals.Count;

    public void Stop()
    {
        Volatile.Write(ref _stop, true);
        _arrived.Set();
    }

    public void Take(Peer peer)
    {
        _arrivals.Enqueue(peer);
        _arrived.Set();
    }

    public void Run()
    {
        while (!Volatile.Read(ref _stop))
        {
            while (_arrivals.TryDequeue(out var arrived))
            {
                Welcome(arrived);
            }

            if (_open == 0)
            {
                _arrived.WaitOne();
            }
            else if (!Serve())
            {
                Rest();
            }
        }

        for (var place = 0; place < _peers.Count; place++)
        {
            Close(place);
        }
    }

    public void Dispose()
    {
        _ready.Dispose();
        _arrived.Dispose();
    }

    private void Welcome(Peer arrived)
    {
        try
        {
            _ready.Watch(arrived.Endpoint.Descriptor, _peers.Count);
            _peers.Add(arrived);
            _open++;
        }
        catch (AgentFailure)
        {
            // Its sender learns of it by the connection's end; the others go on.
            arrived.Dispose();
            _malformed++;
        }
    }

    private bool Serve()
    {
        if (_open == 1)
        {
            return ServeOne(_peers.Count - 1);
        }

        var readable = _ready.Look();
        for (var i = 0; i < readable; i++)
        {
            ServeOne(_ready.Number(i));
        }

        return readable > 0;
    }

    private bool ServeOne(int place)
    {
        var peer = _peers[place]!;
        var served = peer.Serve(delay, in _stop);
        if (peer.State != PeerState.Open)
        {
            _malformed += peer.State == PeerState.Malformed ? 1 : 0;
            Close(place);
        }

        return served;
    }

    private void Rest()
    {
        if (options.Idle == IdleStrategy.Pause)
        {
            Idling.Pause();
        }
        else if (options.Idle == IdleStrategy.Block)
        {
            Sleep();
        }
    }

    private void Sleep()
    {
        if (_open == 1)
        {
            _peers[^1]!.Endpoint.Wait(LongestSleepNs, alsoWritable: false);
        }
        else if (_open > 1)
        {
            _ready.Wait(LongestSleepNs);
        }
    }

    private void Close(int place)
    {
        if (_peers[place] is { } peer)
        {
            _messages += peer.Messages;
            _replies += peer.Replies;
            peer.Dispose();
            _peers[place] = null;
            _open--;
            while (_peers is [.., null])
            {
                _peers.RemoveAt(_peers.Count - 1);
            }
        }
    }
}
