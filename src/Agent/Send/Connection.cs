using System.Runtime.InteropServices;
using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;

namespace TraceToll.Agent.Send;

/// <summary>
/// One connection of a measuring thread: what it has sent, what is due on it, which replies it waits for. Its messages are every n-th of the
/// load's; on the wire they are numbered from 0.
/// </summary>
internal sealed unsafe partial class Connection : IDisposable
{
    private const int MostBatchBytes = 256 * 1024;
    private const int MostReceiveBytes = 64 * 1024;
    private const int MostOutstanding = 1 << 18;
    private const int LeastOutstanding = 1 << 10;

    // The first eight bytes of a header but for the length: version and kind.
    private const long MessageMark = ((long)FrameHeader.CurrentVersion << 32) | ((long)FrameKind.Message << 40);

    private readonly Endpoint _endpoint;
    private readonly SendOptions _options;
    private readonly SampleRing _ring;
    private readonly int _number;
    private readonly ConnectionLoad _load;
    private readonly long _wholeMessages;
    private readonly int _sendCapacity;
    private readonly int _receiveCapacity;
    private readonly byte* _sendBuffer;
    private readonly byte* _receiveBuffer;

    // Send times of messages that wait for their reply, by reply number.
    private readonly long[] _sentNs;
    private Schedule _schedule;
    private long _startNs;
    private long _messages;
    private long _nextReplyAt;
    private long _repliesAsked;
    private byte* _tail;
    private int _held;

    public Connection(int number, Endpoint endpoint, SendOptions options, SampleRing ring)
    {
        (_number, _endpoint, _options, _ring) = (number, endpoint, options, ring);
        _load = options.LoadOf(number);
        _nextReplyAt = _load.FirstReply;
        _wholeMessages = options.Messages == long.MaxValue ? long.MaxValue : (options.Messages + options.Connections - 1 - number) / options.Connections;
        _sendCapacity = Math.Max(_load.MostBytes, MostBatchBytes / options.Connections);
        _receiveCapacity = Math.Max(2 * _load.ReplyBytes, MostReceiveBytes / options.Connections);
        _sendBuffer = Filled(_sendCapacity);
        _receiveBuffer = Filled(_receiveCapacity);
        _sentNs = new long[Math.Max(LeastOutstanding, MostOutstanding / (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)options.Connections))];
        // Written to, so that no page of it is missing later.
        Array.Clear(_sentNs);
    }

    public Endpoint Endpoint => _endpoint;

    public long Replies { get; private set; }

    /// <summary>Messages sent, or begun.</summary>
    public long Messages => _messages;

    /// <summary>The next message's number in the load.</summary>
    public long NextMessage => _schedule.Message;

    /// <summary>When it is due; as good as never when all are sent.</summary>
    public long NextDueNs => _messages < _wholeMessages ? _schedule.DueNs : long.MaxValue;

    /// <summary>Bytes of a message that the socket has taken in part.</summary>
    public int TailBytes { get; private set; }

    public bool AllSent => _messages == _wholeMessages && TailBytes == 0;

    public long RepliesAsked => _repliesAsked;

    public bool AllAnswered => Replies == _repliesAsked;

    public long OutOfOrder { get; private set; }

    /// <summary>Why it can go on no more; null while it can.</summary>
    public SendLoopEnd? Fault { get; private set; }

    public void Begin(long startNs)
    {
        _startNs = startNs;
        _schedule = new Schedule(_options.Shape, startNs, _number, _options.Connections);
    }

    /// <summary>The rest of a message that the socket took in part.</summary>
    /// <returns>Whether any of it was taken.</returns>
    public bool SendTail()
    {
        var taken = _endpoint.Send(_tail, TailBytes);
        if (taken < 0)
        {
            Lose(taken);
            return false;
        }

        _tail += taken;
        TailBytes -= taken;
        return taken > 0;
    }

    /// <summary>All that is due, and fits, in one write; <see cref="TailBytes"/> must be 0. What the socket does not take is written again when it is sent.</summary>
    /// <param name="dueBy">The moment by which it must be due.</param>
    /// <param name="now">When it is sent.</param>
    /// <param name="most">How many messages at the most.</param>
    public void SendDue(long dueBy, long now, long most)
    {
        var ahead = _schedule;
        var count = 0L;
        var length = 0;
        var oneLength = _options.Shape.IsOfOneLength ? _load.LeastBytes : 0;
        most = Math.Min(most, _wholeMessages - _messages);
        while (count < most && ahead.DueNs <= dueBy)
        {
            var bytes = oneLength > 0 ? oneLength : _options.Shape.Bytes(ahead.Message);
            if (length + bytes > _sendCapacity)
            {
                break;
            }

            var header = (long*)(_sendBuffer + length);
            header[0] = MessageMark | (uint)bytes;
            header[1] = _messages + count;
            header[2] = ahead.DueNs;
            length += bytes;
            ahead.Advance();
            count++;
        }

        if (count == 0)
        {
            return;
        }

        var taken = _endpoint.Send(_sendBuffer, length);
        if (taken < 0)
        {
            Lose(taken);
            return;
        }

        if (taken == length)
        {
            _schedule = ahead;
        }
        else
        {
            (count, var begun) = Begun(taken, oneLength);
            _tail = _sendBuffer + taken;
            TailBytes = begun - taken;
            for (var i = 0L; i < count; i++)
            {
                _schedule.Advance();
            }
        }

        _messages += count;
        for (; _nextReplyAt < _messages; _nextReplyAt += _load.ReplyEvery)
        {
            _sentNs[_repliesAsked & (_sentNs.Length - 1)] = now;
            _repliesAsked++;
        }

        if (_repliesAsked - Replies > _sentNs.Length)
        {
            Fault = SendLoopEnd.TooManyOutstanding;
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_sendBuffer);
        NativeMemory.AlignedFree(_receiveBuffer);
    }

    /// <summary>Of the messages in the send buffer those that the socket took, if only in part, and their bytes.</summary>
    private (long Count, int Bytes) Begun(int taken, int oneLength)
    {
        if (oneLength > 0)
        {
            var whole = (taken + oneLength - 1) / oneLength;
            return (whole, whole * oneLength);
        }

        var (count, bytes) = (0L, 0);
        for (; bytes < taken; count++)
        {
            bytes += *(int*)(_sendBuffer + bytes);
        }

        return (count, bytes);
    }

    private void Lose(int result) => Fault = result == Endpoint.Silent ? SendLoopEnd.PeerSilent : SendLoopEnd.ConnectionLost;

    // Not zeros, so that nothing on the way finds them worth compressing; and every page is there.
    private static byte* Filled(int bytes)
    {
        var buffer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        new Random(bytes).NextBytes(new Span<byte>(buffer, bytes));
        return buffer;
    }
}
