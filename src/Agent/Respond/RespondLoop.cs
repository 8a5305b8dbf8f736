using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;

namespace TraceToll.Agent.Respond;

/// <summary>
/// One connection's loop: one thread, nothing allocated. Reads messages, checks their form and order, answers every n-th with
/// its header.
/// </summary>
internal sealed unsafe class RespondLoop(Endpoint endpoint, Hello hello, IdleStrategy idle, PlantedDelay delay)
{
    private const long LongestSleepNs = 10_000_000;

    private volatile bool _stop;

    public long Messages { get; private set; }

    public long Replies { get; private set; }

    public void Stop() => _stop = true;

    /// <returns>False when the peer sent what it must not.</returns>
    public bool Run(byte* buffer, int capacity)
    {
        var held = 0;
        var sequence = 0L;
        // Counted down: a division for each message would be the loop's costliest step.
        var untilReply = 0;
        while (!_stop)
        {
            var read = endpoint.Receive(buffer + held, capacity - held);
            if (read < 0)
            {
                return held == 0;
            }

            if (read == 0)
            {
                if (idle == IdleStrategy.Block)
                {
                    endpoint.Wait(LongestSleepNs, alsoWritable: false);
                }

                continue;
            }

            held += read;
            var at = 0;
            var delayNs = delay.Ns;
            while (held - at >= FrameHeader.Size)
            {
                var message = (FrameHeader*)(buffer + at);
                if (message->Length != hello.MessageBytes || !message->IsWellFormed(FrameKind.Message, hello.MessageBytes)
                    || message->Sequence != sequence)
                {
                    return false;
                }

                if (held - at < message->Length)
                {
                    break;
                }

                if (delayNs > 0)
                {
                    Clock.Spin(delayNs);
                    if (_stop)
                    {
                        break;
                    }

                    // A batch may take seconds now: what is planted meanwhile does not wait for its end.
                    delayNs = delay.Ns;
                }

                if (untilReply == 0)
                {
                    if (!Answer(message))
                    {
                        return true;
                    }

                    untilReply = hello.ReplyEvery;
                }

                untilReply--;
                sequence++;
                at += message->Length;
            }

            Messages = sequence;
            held -= at;
            if (held > 0 && at > 0)
            {
                Buffer.MemoryCopy(buffer + at, buffer, capacity, held);
            }
        }

        return true;
    }

    private bool Answer(FrameHeader* message)
    {
        var reply = *message;
        reply.Length = FrameHeader.Size;
        reply.Kind = FrameKind.Reply;
        var sent = 0;
        while (sent < FrameHeader.Size)
        {
            var taken = endpoint.Send((byte*)&reply + sent, FrameHeader.Size - sent);
            if (taken < 0 || _stop)
            {
                return false;
            }

            sent += taken;
        }

        Replies++;
        return true;
    }
}
