using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;

namespace TraceToll.Agent.Send;

/// <summary>
/// The measuring loop: one thread, one connection, nothing allocated. Sends what is due, reads what has come, hands each
/// round trip to the ring. It never waits for a reply and never skips a message: a stall makes later messages late, and their
/// latency counts from when they were due.
/// </summary>
internal sealed unsafe class SendLoop(Endpoint endpoint, SendOptions options, SampleRing ring, PlantedDelay delay, byte* sendBuffer, int slots, byte* receiveBuffer)
{
    public const int ReceiveBytes = 64 * 1024;
    private const int OutstandingReplies = 1 << 18;
    private const long LongestStopNs = 200_000_000;
    private const long HiccupNs = 1_000_000;
    private const long LongestSleepNs = 1_000_000;

    // Send times of messages that wait for their reply, by reply number.
    private readonly long[] _sentNs = new long[OutstandingReplies];
    private volatile bool _stop;
    private long _stopAtLatestNs;
    private volatile bool _ended;
    private SendLoopEnd _end;
    private long _hiccups;
    private long _hiccupNs;
    private volatile bool _snapshotWanted;
    private LoopSnapshot _snapshot;
    private long _messages;
    private long _replies;

    public long StartNs { get; private set; }

    public long FirstSentNs { get; private set; }

    public long LastSentNs { get; private set; }

    public long Messages => Volatile.Read(ref _messages);

    public long Replies => Volatile.Read(ref _replies);

    public long OutOfOrder { get; private set; }

    /// <summary>Why the loop has ended; null while it runs.</summary>
    public SendLoopEnd? End => _ended ? _end : null;

    public void Stop()
    {
        Volatile.Write(ref _stopAtLatestNs, Clock.NowNs + LongestStopNs);
        _stop = true;
    }

    /// <summary>Asks the measuring thread for its state, and waits for it.</summary>
    public LoopSnapshot TakeSnapshot()
    {
        _snapshotWanted = true;
        SpinWait.SpinUntil(() => !_snapshotWanted || _ended);
        return _snapshot;
    }

    public void Run()
    {
        StartNs = Clock.NowNs + 1_000_000;
        _end = RunUntilStopped();
        FillSnapshot();
        _ended = true;
    }

    // One long method on purpose: the state of the loop lives in locals, and the order of the steps is the measurement.
    private SendLoopEnd RunUntilStopped()
    {
        var size = options.MessageBytes;
        var replyEvery = options.ReplyEvery;
        var schedule = new Schedule(StartNs, options.RatePerSecond);
        var nextReplyAt = 0L;
        byte* tail = null;
        var tailLength = 0;
        var received = 0;
        var lastTurnNs = StartNs;
        var repliesNow = 0L;
        var repliesAsked = 0L;
        var sequence = 0L;

        // Never stopped within a message: the responder would take half of one for a fault.
        while (!_stop || (tailLength > 0 && lastTurnNs < Volatile.Read(ref _stopAtLatestNs)))
        {
            var now = Clock.NowNs;
            if (now - lastTurnNs >= HiccupNs)
            {
                _hiccups++;
                _hiccupNs += now - lastTurnNs;
            }

            lastTurnNs = now;
            if (_snapshotWanted)
            {
                FillSnapshot();
                _snapshotWanted = false;
            }

            var idle = true;

            // 1. The rest of a message that the socket took in part goes before anything else.
            if (tailLength > 0)
            {
                var taken = endpoint.Send(tail, tailLength);
                if (taken < 0)
                {
                    return Lost(taken);
                }

                tail += taken;
                tailLength -= taken;
                idle = taken == 0;
            }

            // 2. All that is due by now, and fits, in one write. What the socket does not take is written again when it is sent.
            if (!_stop && tailLength == 0 && schedule.DueNs <= now && sequence < options.Messages)
            {
                idle = false;
                var delayNs = delay.Ns;
                if (delayNs > 0)
                {
                    now = Clock.Spin(delayNs);
                    // A delay on purpose is no hiccup; what comes on top of it is.
                    lastTurnNs += delayNs;
                }

                // One at a time where each is delayed: the first of many would else pay for all.
                var most = delayNs > 0 ? 1 : slots;
                var ahead = schedule;
                var count = 0;
                while (count < most && ahead.DueNs <= now && sequence + count < options.Messages)
                {
                    var header = (FrameHeader*)(sendBuffer + ((long)count * size));
                    header->Sequence = sequence + count;
                    header->DueNs = ahead.DueNs;
                    ahead.Advance();
                    count++;
                }

                var taken = endpoint.Send(sendBuffer, count * size);
                if (taken < 0)
                {
                    return Lost(taken);
                }

                var begun = (taken + size - 1) / size;
                for (var i = 0; i < begun; i++)
                {
                    if (sequence == nextReplyAt)
                    {
                        _sentNs[repliesAsked & (OutstandingReplies - 1)] = now;
                        repliesAsked++;
                        nextReplyAt += replyEvery;
                        if (repliesAsked - repliesNow > OutstandingReplies)
                        {
                            return SendLoopEnd.TooManyOutstanding;
                        }
                    }

                    sequence++;
                    schedule.Advance();
                }

                if (begun > 0)
                {
                    if (Messages == 0)
                    {
                        FirstSentNs = now;
                    }

                    LastSentNs = now;
                    tailLength = (begun * size) - taken;
                    tail = sendBuffer + taken;
                    Volatile.Write(ref _messages, sequence);
                }
            }

            // 3. All replies that have come.
            var read = endpoint.Receive(receiveBuffer + received, ReceiveBytes - received);
            if (read > 0)
            {
                idle = false;
                var receivedNs = Clock.NowNs;
                received += read;
                var at = 0;
                while (received - at >= FrameHeader.Size)
                {
                    var reply = (FrameHeader*)(receiveBuffer + at);
                    if (!reply->IsWellFormed(FrameKind.Reply, FrameHeader.Size))
                    {
                        return SendLoopEnd.MalformedReply;
                    }

                    if (reply->Sequence != repliesNow * replyEvery)
                    {
                        OutOfOrder++;
                        return SendLoopEnd.OutOfOrder;
                    }

                    ring.Write(new Sample(reply->Sequence, reply->DueNs, _sentNs[repliesNow & (OutstandingReplies - 1)], receivedNs));
                    repliesNow++;
                    at += FrameHeader.Size;
                }

                received -= at;
                if (received > 0)
                {
                    Buffer.MemoryCopy(receiveBuffer + at, receiveBuffer, ReceiveBytes, received);
                }

                Volatile.Write(ref _replies, repliesNow);
            }
            else if (read < 0)
            {
                return Lost(read);
            }

            // The last messages may ask for no reply, so that the last reply comes before they are sent.
            if (sequence == options.Messages && repliesNow == repliesAsked && tailLength == 0)
            {
                return SendLoopEnd.AllSent;
            }

            if (idle && options.Idle == IdleStrategy.Block)
            {
                var untilDue = sequence < options.Messages && tailLength == 0 ? schedule.DueNs - Clock.NowNs : LongestSleepNs;
                if (untilDue > 0)
                {
                    endpoint.Wait(Math.Min(untilDue, LongestSleepNs), alsoWritable: tailLength > 0);
                }

                // A sleep on purpose is no hiccup.
                lastTurnNs = Clock.NowNs;
            }
        }

        return SendLoopEnd.Stopped;
    }

    private static SendLoopEnd Lost(int result) => result == Endpoint.Silent ? SendLoopEnd.PeerSilent : SendLoopEnd.ConnectionLost;

    private void FillSnapshot() => _snapshot =
        new LoopSnapshot(Messages, GC.GetAllocatedBytesForCurrentThread(), _hiccups, _hiccupNs, ThreadUsage.InvoluntarySwitches(), OutOfOrder);
}
