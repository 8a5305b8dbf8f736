using System.Net;
using System.Net.Sockets;
using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;
using TraceToll.Protocol;

namespace TraceToll.Agent.Respond;

/// <summary>Accepts connections and shares them out among its loops, until told to finish. A peer that misbehaves loses its connection, and is counted.</summary>
internal sealed class Responder(AgentConsole console, RespondOptions options)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly PlantedDelay _delay = new(options.PlantedDelayNs);
    private readonly List<RespondLoop> _loops = [];
    private readonly List<Thread> _threads = [];
    private long _connections;
    private long _refused;
    private volatile bool _finished;

    public int Run(string token)
    {
        Cpu.RequireUsable(options.Cpus);
        options.Priority.RequireUsable(options.Idle);
        RequireBusyPoll();
        Cpu.KeepOff(options.KeepOff);
        using var listener = Listen();
        var bound = (IPEndPoint)listener.LocalEndPoint!;
        for (var number = 0; number < options.Threads; number++)
        {
            StartLoop(options.Cpus[number % options.Cpus.Count]);
        }

        new Thread(() => Accept(listener, token)) { IsBackground = true, Name = "accept" }.Start();
        console.Say(new Listening($"{bound.Address}", bound.Port, LockedMemory.TryLock()));

        FollowUntilFinish();
        EndAll(listener);
        console.Say(new RespondTotals(_connections, _refused,
            _loops.Sum(loop => loop.Totals.Malformed), _loops.Sum(loop => loop.Totals.Messages), _loops.Sum(loop => loop.Totals.Replies)));
        return 0;
    }

    /// <summary>Before anybody connects, so that the reason reaches the harness.</summary>
    private void RequireBusyPoll()
    {
        if (options.Idle == IdleStrategy.BusyPoll)
        {
            using var trial = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            new Endpoint((int)trial.SafeHandle.DangerousGetHandle()).BusyPoll();
        }
    }

    private void StartLoop(int cpu)
    {
        var loop = new RespondLoop(options, _delay);
        var thread = new Thread(() =>
        {
            Cpu.Pin(cpu);
            options.Priority.Take();
            loop.Run();
        })
        { IsBackground = true, Name = "respond" };
        _loops.Add(loop);
        _threads.Add(thread);
        thread.Start();
    }

    private void FollowUntilFinish()
    {
        while (console.WaitForCommand(Timeout.InfiniteTimeSpan) is var command and not Finish)
        {
            if (command is not Plant plant)
            {
                throw new AgentFailure($"'{command?.GetType().Name}' makes no sense to a responder",
                    "send it plant at any time, and finish when the load is over", AgentFailure.Usage);
            }

            _delay.Follow(plant);
        }
    }

    private Socket Listen()
    {
        var listener = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(options.Listen);
            listener.Listen();
            return listener;
        }
        catch (SocketException taken)
        {
            listener.Dispose();
            throw new AgentFailure($"cannot listen on {options.Listen}: {taken.Message}", "choose an address of this host and a free port, or port 0");
        }
    }

    private void Accept(Socket listener, string token)
    {
        while (true)
        {
            try
            {
                var socket = listener.Accept();
                new Thread(() => Admit(socket, token)) { IsBackground = true, Name = "admit" }.Start();
            }
            catch (SocketException) when (!_finished)
            {
                // A peer that left before it was accepted, or no descriptor left for it: no reason to spin.
                Task.Delay(Breath).Wait();
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Admit(Socket socket, string token)
    {
        socket.NoDelay = true;
        if (Handshake.Admit(socket, token) is not { } hello)
        {
            Interlocked.Increment(ref _refused);
            socket.Dispose();
            return;
        }

        var number = Interlocked.Increment(ref _connections) - 1;
        var loop = _loops[(int)(number % _loops.Count)];
        var peer = new Peer(socket, hello.Load, beside: loop.Connections);
        try
        {
            if (options.Idle == IdleStrategy.BusyPoll)
            {
                peer.Endpoint.BusyPoll();
            }

            Handshake.Welcome(socket);
            loop.Take(peer);
        }
        catch (Exception gone) when (gone is SocketException or AgentFailure)
        {
            peer.Dispose();
        }
    }

    private void EndAll(Socket listener)
    {
        _finished = true;
        listener.Dispose();
        _loops.ForEach(loop => loop.Stop());
        // Those still in a handshake are left to it: they are background threads.
        _threads.ForEach(thread => thread.Join(TimeSpan.FromSeconds(1)));
        _loops.ForEach(loop => loop.Dispose());
    }
}
