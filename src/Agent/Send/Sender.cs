using System.Net.Sockets;
using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;
using TraceToll.Protocol;

namespace TraceToll.Agent.Send;

/// <summary>
/// Connects, starts the measuring thread, and is itself the recording thread: reads samples from the ring, takes commands,
/// tells of slices.
/// </summary>
internal sealed class Sender(AgentConsole console, SendOptions options)
{
    private const int SynRetries = 7;

    // The kernel's own patience is 15 minutes and more. What was stalled so long is invalid anyway.
    private const int SilenceMs = 5_000;
    private const int ProtocolTcp = 6;
    private const int OptionUserTimeout = 18;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private readonly PlantedDelay _delay = new(options.PlantedDelayNs);
    private readonly List<Socket> _sockets = [];
    private bool _finishing;
    private long _progressAtNs;
    private long _progressMessages;

    public int Run(string token)
    {
        Cpu.RequireUsable(options.Cpus);
        options.Priority.RequireUsable(options.Idle);
        Cpu.KeepOff(options.KeepOff);
        try
        {
            for (var number = 0; number < options.Connections; number++)
            {
                var socket = Connect();
                _sockets.Add(socket);
                Handshake.Introduce(socket, new Hello(options.LoadOf(number), token));
            }

            return Load([.. _sockets.Select(socket => new Endpoint((int)socket.SafeHandle.DangerousGetHandle()))]);
        }
        finally
        {
            _sockets.ForEach(socket => socket.Dispose());
        }
    }

    private int Load(IReadOnlyList<Endpoint> endpoints)
    {
        if (options.Idle == IdleStrategy.BusyPoll)
        {
            endpoints.ToList().ForEach(endpoint => endpoint.BusyPoll());
        }

        using var loops = new SendLoops(endpoints, options, _delay, console.Wake);
        var slicing = new Slicing(console, options, loops);
        console.Say(new Connected($"{_sockets[0].LocalEndPoint}", $"{_sockets[0].RemoteEndPoint}", LockedMemory.TryLock()));
        loops.Start();
        try
        {
            while (loops.End == null && !(_finishing && !slicing.IsUnderWay))
            {
                Act(console.WaitForCommand(slicing.IsMeasuring ? options.SliceTurn : Turn), slicing);
                slicing.Follow();
                if (options.Summaries || !slicing.IsMeasuring)
                {
                    TellProgress(loops, slicing);
                }
            }
        }
        finally
        {
            loops.Stop();
        }

        slicing.Conclude();
        return Conclude(loops);
    }

    private Socket Connect()
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(options.To.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.SetRawSocketOption(ProtocolTcp, OptionUserTimeout, BitConverter.GetBytes(SilenceMs));
            // A port that a firewall is silent about is given up after 7 seconds, not after two minutes.
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, SynRetries, BitConverter.GetBytes(2));
            socket.Connect(options.To);
            return socket;
        }
        catch (SocketException refused)
        {
            socket?.Dispose();
            throw new AgentFailure($"cannot connect to {options.To}: {refused.Message}",
                "start the responder first, and let nothing block its port between the hosts");
        }
    }

    private void Act(AgentCommand? command, Slicing slicing)
    {
        var sensible = command switch
        {
            null => true,
            BeginSlice begin => slicing.TryWant(begin.Slice),
            EndSlice => slicing.TryClose(),
            Plant or Finish => true,
            _ => false,
        };
        if (!sensible)
        {
            throw new AgentFailure($"'{command!.GetType().Name}' makes no sense now ({slicing.State})",
                "to a sender: one start, then begin and end in turn, plant at any time, then finish", AgentFailure.Usage);
        }

        if (command is Plant plant)
        {
            _delay.Follow(plant);
        }
        else if (command is Finish)
        {
            _finishing = true;
            slicing.TryClose();
        }
    }

    private void TellProgress(SendLoops loops, Slicing slicing)
    {
        var now = Clock.NowNs;
        if (now - _progressAtNs < 1_000_000_000)
        {
            return;
        }

        var messages = loops.Messages;
        var rate = _progressAtNs == 0 ? 0 : (messages - _progressMessages) * 1e9 / (now - _progressAtNs);
        _progressAtNs = now;
        _progressMessages = messages;
        console.Say(new LoadProgress(messages, loops.Replies, rate, slicing.SoFarNs(50), slicing.SoFarNs(99)));
    }

    private int Conclude(SendLoops loops)
    {
        return loops.End switch
        {
            SendLoopEnd.AllSent or SendLoopEnd.Stopped => Tell(loops),
            SendLoopEnd.ConnectionLost => throw new AgentFailure($"the connection to the responder broke off after {loops.Messages} messages",
                "look at the responder's last words, and at the network between the hosts"),
            SendLoopEnd.PeerSilent => throw new AgentFailure($"the responder's host acknowledged nothing for {SilenceMs / 1000} s, after {loops.Messages} messages",
                "look whether it is overloaded, stopped or out of reach, and at the network between the hosts"),
            SendLoopEnd.TooManyOutstanding => throw new AgentFailure("more replies are outstanding than can be kept track of",
                "lower the rate, or ask for fewer replies: the responder cannot keep up"),
            _ => throw new AgentFailure($"a reply after {loops.Replies} was malformed or out of order",
                "use the same agent version at both ends"),
        };
    }

    // Only what went well has totals: who waits for something else would else take them for the fault, and not what went wrong.
    private int Tell(SendLoops loops)
    {
        var span = loops.LastSentNs - loops.FirstSentNs;
        console.Say(new SendTotals(loops.Messages, loops.RepliesAsked, loops.Replies, loops.OutOfOrder,
            span > 0 ? (loops.Messages - 1) * 1e9 / span : 0, options.Cpus[0]));
        return 0;
    }
}
