using TraceToll.Agent.Native;

namespace TraceToll.Agent.Send;

/// <summary>All measuring threads of a sender, as one: each has its connections, its ring and its CPU.</summary>
internal sealed class SendLoops : IDisposable
{
    private readonly IReadOnlyList<SendLoop> _loops;
    private readonly SendOptions _options;
    private readonly Action _onEnd;
    private readonly List<Thread> _threads = [];

    /// <param name="endpoints">Its connections.</param>
    /// <param name="options">The load.</param>
    /// <param name="delay">What is planted.</param>
    /// <param name="onEnd">Called by each thread when it has ended, by itself or because it was told to.</param>
    public SendLoops(IReadOnlyList<Endpoint> endpoints, SendOptions options, PlantedDelay delay, Action onEnd)
    {
        (_options, _onEnd) = (options, onEnd);
        _loops = [.. Enumerable.Range(0, options.Threads).Select(thread => Create(thread, endpoints, options, delay))];
        Descriptors = [.. endpoints.Select(endpoint => endpoint.Descriptor)];
    }

    public IReadOnlyList<int> Descriptors { get; }

    /// <summary>When the load's time begins, ns of the monotonic clock.</summary>
    public long StartNs { get; private set; }

    public long Messages
    {
        get
        {
            // Asked many times a second while a slice is measured: nothing is to be allocated for it.
            var messages = 0L;
            for (var i = 0; i < _loops.Count; i++)
            {
                messages += _loops[i].Messages;
            }

            return messages;
        }
    }

    public long RepliesAsked => _loops.Sum(loop => loop.RepliesAsked);

    public long Replies => _loops.Sum(loop => loop.Replies);

    public long OutOfOrder => _loops.Sum(loop => loop.OutOfOrder);

    public long SamplesDropped => _loops.Sum(loop => loop.Ring.Dropped);

    public long FirstSentNs => _loops.Where(loop => loop.Messages > 0).Select(loop => loop.FirstSentNs).DefaultIfEmpty().Min();

    public long LastSentNs => _loops.Max(loop => loop.LastSentNs);

    /// <summary>When the first message that is not sent yet was, or will be, due.</summary>
    public long NextDueNs => StartNs + _options.Shape.DueNs(_loops.Min(loop => loop.Least));

    /// <summary>Why the load has ended: a fault of any thread, or all that all had to do; null while it runs.</summary>
    public SendLoopEnd? End
    {
        get
        {
            SendLoopEnd? good = SendLoopEnd.AllSent;
            for (var i = 0; i < _loops.Count; i++)
            {
                var end = _loops[i].End;
                if (end is not (null or SendLoopEnd.AllSent or SendLoopEnd.Stopped))
                {
                    return end;
                }

                good = end == SendLoopEnd.AllSent ? good : good == null ? null : end;
            }

            return good;
        }
    }

    /// <summary>Lets the threads begin together, a moment from now.</summary>
    public void Start()
    {
        StartNs = Clock.NowNs + 1_000_000;
        for (var i = 0; i < _loops.Count; i++)
        {
            var (loop, cpu) = (_loops[i], _options.Cpus[i % _options.Cpus.Count]);
            var thread = new Thread(() => Run(loop, cpu)) { Name = "send", IsBackground = true };
            thread.Start();
            _threads.Add(thread);
        }
    }

    public void Stop()
    {
        foreach (var loop in _loops)
        {
            loop.Stop();
        }

        _threads.ForEach(thread => thread.Join());
    }

    /// <summary>Asks all threads for their state at once, and waits for them.</summary>
    public LoopSnapshot TakeSnapshot()
    {
        foreach (var loop in _loops)
        {
            loop.WantSnapshot();
        }

        return _loops.Aggregate(LoopSnapshot.None, (sum, loop) => sum + loop.Snapshot());
    }

    public bool TryRead(out Sample sample)
    {
        for (var i = 0; i < _loops.Count; i++)
        {
            if (_loops[i].Ring.TryRead(out sample))
            {
                return true;
            }
        }

        sample = default;
        return false;
    }

    /// <summary>After <see cref="Stop"/>.</summary>
    public void Dispose()
    {
        foreach (var loop in _loops)
        {
            loop.Dispose();
        }
    }

    private static SendLoop Create(int thread, IReadOnlyList<Endpoint> endpoints, SendOptions options, PlantedDelay delay)
    {
        var ring = new SampleRing();
        var connections = Enumerable.Range(0, endpoints.Count).Where(number => number % options.Threads == thread)
            .Select(number => new Connection(number, endpoints[number], options, ring)).ToList();
        return new SendLoop(connections, options, ring, delay);
    }

    private void Run(SendLoop loop, int cpu)
    {
        Cpu.Pin(cpu);
        _options.Priority.Take();
        loop.Run(StartNs);
        _onEnd();
    }
}
