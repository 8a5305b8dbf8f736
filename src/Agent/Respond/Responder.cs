using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;
using TraceToll.Protocol;

namespace TraceToll.Agent.Respond;

/// <summary>Accepts connections, a thread for each, until told to finish. A peer that misbehaves loses its connection, and is counted.</summary>
internal sealed class Responder(AgentConsole console, IPEndPoint listen, int cpu, IdleStrategy idle, PlantedDelay delay)
{
    private const int ReceiveBytes = 256 * 1024;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly List<Thread> _threads = [];
    private readonly List<RespondLoop> _loops = [];
    private readonly Lock _lock = new();
    private long _connections;
    private long _refused;
    private long _malformed;
    private bool _finished;

    public int Run(string token)
    {
        Cpu.RequireUsable(cpu);
        using var listener = Listen();
        var bound = (IPEndPoint)listener.LocalEndPoint!;
        new Thread(() => Accept(listener, token)) { IsBackground = true, Name = "accept" }.Start();
        console.Say(new Listening($"{bound.Address}", bound.Port));

        FollowUntilFinish();
        EndAll(listener);
        console.Say(new RespondTotals(_connections, _refused, _malformed, _loops.Sum(loop => loop.Messages), _loops.Sum(loop => loop.Replies)));
        return 0;
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

            delay.Follow(plant);
        }
    }

    private Socket Listen()
    {
        var listener = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(listen);
            listener.Listen();
            return listener;
        }
        catch (SocketException taken)
        {
            listener.Dispose();
            throw new AgentFailure($"cannot listen on {listen}: {taken.Message}", "choose an address of this host and a free port, or port 0");
        }
    }

    private void Accept(Socket listener, string token)
    {
        while (true)
        {
            try
            {
                var socket = listener.Accept();
                var thread = new Thread(() => Serve(socket, token)) { IsBackground = true, Name = "respond" };
                lock (_lock)
                {
                    _threads.Add(thread);
                }

                thread.Start();
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

    private unsafe void Serve(Socket socket, string token)
    {
        using (socket)
        {
            socket.NoDelay = true;
            if (Handshake.Admit(socket, token) is not { } hello)
            {
                Interlocked.Increment(ref _refused);
                return;
            }

            Interlocked.Increment(ref _connections);
            var loop = new RespondLoop(new Endpoint((int)socket.SafeHandle.DangerousGetHandle()), hello, idle, delay);
            lock (_lock)
            {
                _loops.Add(loop);
                if (_finished)
                {
                    return;
                }
            }

            Cpu.Pin(cpu);
            var capacity = Math.Max(ReceiveBytes, 2 * hello.MessageBytes);
            var buffer = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, 4096);
            try
            {
                if (!loop.Run(buffer, capacity))
                {
                    Interlocked.Increment(ref _malformed);
                }
            }
            finally
            {
                NativeMemory.AlignedFree(buffer);
            }
        }
    }

    private void EndAll(Socket listener)
    {
        List<Thread> threads;
        lock (_lock)
        {
            _finished = true;
            _loops.ForEach(loop => loop.Stop());
            threads = [.. _threads];
        }

        listener.Dispose();
        // Those still in a handshake are left to it: they are background threads.
        threads.ForEach(thread => thread.Join(TimeSpan.FromSeconds(1)));
    }
}
