using System.Net.Sockets;
using System.Runtime.InteropServices;
using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;

namespace TraceToll.Agent.Respond;

/// <summary>
/// One connection of a responder: reads messages, checks their form and order, answers every n-th with its header. Nothing is allocated
/// after the first message.
/// </summary>
internal sealed unsafe class Peer : IDisposable
{
    private const int MostReceiveBytes = 256 * 1024;
    private const int MostRepliesAtOnce = 64;

    // Replies to messages that were read together go out together where they are as close as this; one that waited for messages
    // farther behind it would be late for them.
    private const int CloseMessages = 8;

    private const long LongestAnswerNs = 5_000_000_000;

    private readonly Socket _socket;
    private readonly Endpoint _endpoint;
    private readonly ConnectionLoad _load;
    private readonly int _capacity;
    private readonly byte* _buffer;
    private readonly byte* _replies;
    private readonly int _mostReplies;
    private int _waiting;
    private int _held;
    private long _sequence;

    // Counted down: a division for each message would be the loop's costliest step.
    private int _untilReply;

    /// <param name="socket">The connection, after the handshake; it is closed with this.</param>
    /// <param name="load">What its sender brings.</param>
    /// <param name="beside">How many connections there are already: the memory for reading is shared out.</param>
    public Peer(Socket socket, ConnectionLoad load, int beside)
    {
        (_socket, _load) = (socket, load);
        _endpoint = new Endpoint((int)socket.SafeHandle.DangerousGetHandle());
        _untilReply = load.FirstReply;
        _capacity = Math.Max(MostReceiveBytes / (beside + 1), 2 * load.MostBytes);
        _buffer = (byte*)NativeMemory.AlignedAlloc((nuint)_capacity, 64);
        // Written to, so that no page of it is missing later.
        new Span<byte>(_buffer, _capacity).Clear();
        _mostReplies = load.ReplyEvery <= CloseMessages ? Math.Clamp(MostReceiveBytes / (beside + 1) / load.ReplyBytes, 1, MostRepliesAtOnce) : 1;
        var bytes = _mostReplies * load.ReplyBytes;
        _replies = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        new Random(bytes).NextBytes(new Span<byte>(_replies, bytes));
    }

    public Endpoint Endpoint => _endpoint;

    public long Messages => _sequence;

    public long Replies { get; private set; }

    /// <summary>What is to become of the connection.</summary>
    public PeerState State { get; private set; }

    /// <summary>Reads what has come, and answers.</summary>
    /// <returns>Whether anything came.</returns>
    public bool Serve(PlantedDelay delay, ref readonly bool stop)
    {
        var read = _endpoint.Receive(_buffer + _held, _capacity - _held);
        if (read <= 0)
        {
            State = read == 0 ? State : _held == 0 ? PeerState.Gone : PeerState.Malformed;
            return false;
        }

        _held += read;
        var at = 0;
        var delayNs = delay.Ns;
        while (_held - at >= FrameHeader.Size && State == PeerState.Open)
        {
            var message = (FrameHeader*)(_buffer + at);
            if (!message->IsWellFormed(FrameKind.Message, _load.LeastBytes, _load.MostBytes) || message->Sequence != _sequence)
            {
                State = PeerState.Malformed;
                break;
            }

            if (_held - at < message->Length)
            {
                break;
            }

            if (delayNs > 0)
            {
                Clock.Spin(delayNs);
                if (Volatile.Read(in stop))
                {
                    break;
                }

                // A batch may take seconds now: what is planted meanwhile does not wait for its end.
                delayNs = delay.Ns;
            }

            at += message->Length;
            if (_untilReply == 0)
            {
                Answer(message, in stop);
                if (delayNs > 0 && State == PeerState.Open)
                {
                    // What is planted for the next one is no part of this one's round trip.
                    SendReplies(in stop);
                }

                _untilReply = _load.ReplyEvery;
            }

            _untilReply--;
            _sequence++;
        }

        if (State == PeerState.Open)
        {
            SendReplies(in stop);
        }

        _held -= at;
        if (_held > 0 && at > 0)
        {
            Buffer.MemoryCopy(_buffer + at, _buffer, _capacity, _held);
        }

        return true;
    }

    public void Dispose()
    {
        _socket.Dispose();
        NativeMemory.AlignedFree(_buffer);
        NativeMemory.AlignedFree(_replies);
    }

    private void Answer(FrameHeader* message, ref readonly bool stop)
    {
        var reply = (FrameHeader*)(_replies + (_waiting * _load.ReplyBytes));
        *reply = *message;
        reply->Length = _load.ReplyBytes;
        reply->Kind = FrameKind.Reply;
        _waiting++;
        if (_waiting == _mostReplies)
        {
            SendReplies(in stop);
        }
    }

    private void SendReplies(ref readonly bool stop)
    {
        if (_waiting == 0)
        {
            return;
        }

        var (sent, length) = (0, _waiting * _load.ReplyBytes);
        var giveUpAtNs = 0L;
        Replies += _waiting;
        _waiting = 0;
        while (sent < length)
        {
            var taken = _endpoint.Send(_replies + sent, length - sent);
            if (taken < 0 || Volatile.Read(in stop))
            {
                State = PeerState.Gone;
                return;
            }

            sent += taken;
            if (sent < length)
            {
                // Others wait meanwhile: one that does not take its replies for so long has to go.
                var now = Clock.NowNs;
                giveUpAtNs = giveUpAtNs == 0 ? now + LongestAnswerNs : giveUpAtNs;
                if (now > giveUpAtNs)
                {
                    State = PeerState.Malformed;
                    return;
                }
            }
        }
    }
}
