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
    private const int MostBatchBytes = 256 * 1024;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(20);
    private const long SmallLagNs = 1_000_000;
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReplyPatience = TimeSpan.FromSeconds(2);

    private readonly SampleRing _ring = new(RingCapacity);
    private SliceRecorder? _slice;
    private SliceEdge? _sliceEnd;
    private string? _wanted;
    private bool _warmingUp;
    private long _beginAtLatestNs;
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
        var loop = new SendLoop(new Endpoint(descriptor), options, _ring, sendBuffer, slots, receiveBuffer);
        var thread = new Thread(() => RunLoop(loop)) { Name = "send", IsBackground = true };
        thread.Start();
        try
        {
            while (loop.End == null && !(_finishing && _slice == null))
            {
                Act(console.WaitForCommand(Turn), loop, descriptor);
                Follow(loop, descriptor);
            }
        }
        finally
        {
            loop.Stop();
            thread.Join();
        }

        Drain();
        return Conclude(loop, descriptor);
    }

    private void RunLoop(SendLoop loop)
    {
        Cpu.Pin(options.Cpu);
        loop.Run();
    }

    private Socket Connect()
    {
        var socket = new Socket(options.To.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
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

    private void Act(AgentCommand? command, SendLoop loop, int descriptor)
    {
        switch (command)
        {
            case null:
                break;
            case BeginSlice begin when _slice == null && _wanted == null:
                _wanted = begin.Slice;
                _beginAtLatestNs = Clock.NowNs + (long)CatchUpPatience.TotalNanoseconds;
                break;
            case EndSlice when _slice is { Open: true }:
                Close(loop, descriptor);
                break;
            case EndSlice when _slice != null:
                // It has ended by itself: the last message was sent.
                break;
            case Finish:
                _finishing = true;
                if (_slice is { Open: true })
                {
                    Close(loop, descriptor);
                }

                break;
            default:
                throw new AgentFailure($"'{command.GetType().Name}' makes no sense now ({(_slice == null ? "no slice is open" : $"slice {_slice.Name} is open")})",
                    "to a sender: one start, then begin and end in turn, then finish", AgentFailure.Usage);
        }
    }

    private void Follow(SendLoop loop, int descriptor)
    {
        if (_wanted != null && (loop.Messages < options.FirstMeasuredSequence || HasCaughtUp(loop) || Clock.NowNs > _beginAtLatestNs))
        {
            Begin(_wanted, loop, descriptor);
            _wanted = null;
        }

        if (_warmingUp && loop.Messages >= options.FirstMeasuredSequence)
        {
            EndWarmUp(loop, descriptor);
        }

        Drain();
        if (_slice is { Open: true } && loop.Messages == options.Messages)
        {
            Close(loop, descriptor);
        }

        if (_slice is { Open: false } && (_slice.Complete || Clock.NowNs - _sliceEnd!.MonotonicNs > ReplyPatience.TotalNanoseconds))
        {
            Publish();
        }

        TellProgress(loop);
    }

    /// <summary>
    /// A backlog from before the slice (a tracer being compiled, a stall) is not what the slice is to measure. One that does not go
    /// away is: the slice then begins all the same, and tells that the rate is not held.
    /// </summary>
    private bool HasCaughtUp(SendLoop loop) =>
        Clock.NowNs - Schedule.DueOf(loop.StartNs, options.RatePerSecond, loop.Messages) < SmallLagNs;

    // Which messages a slice holds after a warm-up is settled when it is asked for, not when this thread sees that the warm-up is
    // over: the first measured message would else depend on how soon that is.
    private void Begin(string name, SendLoop loop, int descriptor)
    {
        Drain();
        var start = SliceEdge.Take(loop, _ring, descriptor);
        var first = Math.Max(options.NextReplySequence(start.Loop.NextSequence), options.FirstMeasuredSequence);
        _slice = new SliceRecorder(name, options, loop.StartNs, first, start);
        _warmingUp = start.Loop.NextSequence < options.FirstMeasuredSequence;
        if (!_warmingUp)
        {
            console.Say(new SliceBegan(name, first));
        }
    }

    private void EndWarmUp(SendLoop loop, int descriptor)
    {
        // What happened in the warm-up is no witness of the slice.
        _slice!.Start = SliceEdge.Take(loop, _ring, descriptor);
        _warmingUp = false;
        console.Say(new SliceBegan(_slice.Name, _slice.FirstSequence));
    }

    private void Close(SendLoop loop, int descriptor)
    {
        _sliceEnd = SliceEdge.Take(loop, _ring, descriptor);
        _slice!.Close(_sliceEnd.Loop.NextSequence, options.Messages);
        _warmingUp = false;
    }

    private void Publish()
    {
        console.Say(_slice!.Finish(_sliceEnd!));
        _slice = null;
    }

    private void Drain()
    {
        while (_ring.TryRead(out var sample))
        {
            _slice?.Record(sample);
        }
    }

    private void TellProgress(SendLoop loop)
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
        console.Say(new LoadProgress(messages, loop.Replies, rate, _slice?.SoFarNs(50) ?? 0, _slice?.SoFarNs(99) ?? 0));
    }

    private int Conclude(SendLoop loop, int descriptor)
    {
        if (_slice is { Open: true } && loop.End == SendLoopEnd.AllSent)
        {
            Close(loop, descriptor);
        }

        if (_slice is { Open: false })
        {
            Publish();
        }

        var span = loop.LastSentNs - loop.FirstSentNs;
        console.Say(new SendTotals(loop.Messages, options.RepliesBefore(loop.Messages), loop.Replies, loop.OutOfOrder,
            span > 0 ? (loop.Messages - 1) * 1e9 / span : 0, options.Cpu));
        return loop.End switch
        {
            SendLoopEnd.AllSent or SendLoopEnd.Stopped => 0,
            SendLoopEnd.ConnectionLost => throw new AgentFailure($"the connection to the responder broke off after {loop.Messages} messages",
                "look at the responder's last words, and at the network between the hosts"),
            SendLoopEnd.TooManyOutstanding => throw new AgentFailure("more replies are outstanding than can be kept track of (262,144)",
                "lower the rate, or ask for fewer replies: the responder cannot keep up"),
            _ => throw new AgentFailure($"a reply after {loop.Replies} was malformed or out of order",
                "use the same agent version at both ends"),
        };
    }
}
