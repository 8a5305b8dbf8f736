using System.Net.Sockets;
using System.Runtime.InteropServices;
using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;
using TraceToll.Protocol;

namespace TraceToll.Agent.Send;

/// <summary>
/// Connects, starts the measuring thread, and is itself the recording thread: reads samples from the ring, takes commands,
/// tells of slices.
/// </summary>
internal sealed unsafe class Sender(AgentConsole console, SendOptions options)
{
    // 2^17 samples outlast 100 ms of a reply to each of a million messages a second.
    private const int RingCapacity = 1 << 17;
    private const int SynRetries = 7;
    private const int MostBatchBytes = 256 * 1024;

    // The kernel's own patience is 15 minutes and more. What was stalled so long is invalid anyway.
    private const int SilenceMs = 5_000;
    private const int ProtocolTcp = 6;
    private const int OptionUserTimeout = 18;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);

    private readonly SampleRing _ring = new(RingCapacity);
    private readonly PlantedDelay _delay = new(options.PlantedDelayNs);
    private bool _finishing;
    private long _progressAtNs;
    private long _progressMessages;

    public int Run(string token)
    {
        Cpu.RequireUsable(options.Cpu);
        using var socket = Connect();
        Handshake.Introduce(socket, new Hello(options.ReplyEvery, options.MessageBytes, token));
        console.Say(new Connected($"{socket.LocalEndPoint}", $"{socket.RemoteEndPoint}"));

        var slots = Math.Max(1, MostBatchBytes / options.MessageBytes);
        var sendBuffer = (byte*)NativeMemory.AlignedAlloc((nuint)(slots * options.MessageBytes), 4096);
        var receiveBuffer = (byte*)NativeMemory.AlignedAlloc(SendLoop.ReceiveBytes, 4096);
        FillSlots(sendBuffer, slots);
        var descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        var loop = new SendLoop(new Endpoint(descriptor), options, _ring, _delay, sendBuffer, slots, receiveBuffer);
        var slicing = new Slicing(console, options, loop, _ring, descriptor);
        var thread = new Thread(() => RunLoop(loop)) { Name = "send", IsBackground = true };
        thread.Start();
        try
        {
            while (loop.End == null && !(_finishing && !slicing.IsUnderWay))
            {
                Act(console.WaitForCommand(Turn), slicing);
                slicing.Follow();
                TellProgress(loop, slicing);
            }
        }
        finally
        {
            loop.Stop();
            thread.Join();
        }

        slicing.Conclude();
        return Conclude(loop);
    }

    private void RunLoop(SendLoop loop)
    {
        Cpu.Pin(options.Cpu);
        loop.Run();
    }

    private Socket Connect()
    {
        var socket = new Socket(options.To.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetRawSocketOption(ProtocolTcp, OptionUserTimeout, BitConverter.GetBytes(SilenceMs));
        try
        {
            // A port that a firewall is silent about is given up after 7 seconds, not after two minutes.
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, SynRetries, BitConverter.GetBytes(2));
            socket.Connect(options.To);
            return socket;
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new AgentFailure($"cannot connect to {options.To}: {refused.Message}",
                "start the responder first, and let nothing block its port between the hosts");
        }
    }

    private void FillSlots(byte* sendBuffer, int slots)
    {
        // The filler is not zeros, so that nothing on the way finds it worth compressing.
        var filler = new Random(options.MessageBytes);
        filler.NextBytes(new Span<byte>(sendBuffer, slots * options.MessageBytes));
        for (var slot = 0; slot < slots; slot++)
        {
            *(FrameHeader*)(sendBuffer + ((long)slot * options.MessageBytes)) = new FrameHeader
            {
                Length = options.MessageBytes,
                Version = FrameHeader.CurrentVersion,
                Kind = FrameKind.Message,
            };
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

    private void TellProgress(SendLoop loop, Slicing slicing)
    {
        var now = Clock.NowNs;
        if (now - _progressAtNs < 1_000_000_000)
        {
            return;
        }

        var messages = loop.Messages;
        var rate = _progressAtNs == 0 ? 0 : (messages - _progressMessages) * 1e9 / (now - _progressAtNs);
        _progressAtNs = now;
        _progressMessages = messages;
        console.Say(new LoadProgress(messages, loop.Replies, rate, slicing.SoFarNs(50), slicing.SoFarNs(99)));
    }

    private int Conclude(SendLoop loop)
    {
        return loop.End switch
        {
            SendLoopEnd.AllSent or SendLoopEnd.Stopped => Tell(loop),
            SendLoopEnd.ConnectionLost => throw new AgentFailure($"the connection to the responder broke off after {loop.Messages} messages",
                "look at the responder's last words, and at the network between the hosts"),
            SendLoopEnd.PeerSilent => throw new AgentFailure($"the responder's host acknowledged nothing for {SilenceMs / 1000} s, after {loop.Messages} messages",
                "look whether it is overloaded, stopped or out of reach, and at the network between the hosts"),
            SendLoopEnd.TooManyOutstanding => throw new AgentFailure("more replies are outstanding than can be kept track of (262,144)",
                "lower the rate, or ask for fewer replies: the responder cannot keep up"),
            _ => throw new AgentFailure($"a reply after {loop.Replies} was malformed or out of order",
                "use the same agent version at both ends"),
        };
    }

    // Only what went well has totals: who waits for something else would else take them for the fault, and not what went wrong.
    private int Tell(SendLoop loop)
    {
        var span = loop.LastSentNs - loop.FirstSentNs;
        console.Say(new SendTotals(loop.Messages, options.RepliesBefore(loop.Messages), loop.Replies, loop.OutOfOrder,
            span > 0 ? (loop.Messages - 1) * 1e9 / span : 0, options.Cpu));
        return 0;
    }
}
