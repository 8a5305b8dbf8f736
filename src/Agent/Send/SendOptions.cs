using System.Net;

namespace TraceToll.Agent.Send;

/// <param name="To">Where the responder listens.</param>
/// <param name="RatePerSecond">Messages due a second.</param>
/// <param name="MessageBytes">Bytes of a message on the wire, its header included.</param>
/// <param name="ReplyEvery">Message 0 and every n-th after it ask for a reply.</param>
/// <param name="Messages">After how many messages to stop; <see cref="long.MaxValue"/>: when told.</param>
/// <param name="WarmUpReplies">Replies that no slice may hold.</param>
/// <param name="Cpu">The CPU of the measuring thread; -1: wherever the kernel puts it.</param>
/// <param name="Idle">What the measuring thread does between messages.</param>
/// <param name="PlantedDelayNs">How long the measuring thread spins for each message, until told otherwise.</param>
internal sealed record SendOptions(
    IPEndPoint To, int RatePerSecond, int MessageBytes, int ReplyEvery, long Messages, long WarmUpReplies, int Cpu, IdleStrategy Idle, long PlantedDelayNs)
{
    public long FirstMeasuredSequence => WarmUpReplies * ReplyEvery;

    /// <summary>Messages up to <paramref name="sequence"/> (exclusive) that ask for a reply.</summary>
    public long RepliesBefore(long sequence) => (sequence + ReplyEvery - 1) / ReplyEvery;

    /// <summary>The first message from <paramref name="sequence"/> on that asks for a reply.</summary>
    public long NextReplySequence(long sequence) => RepliesBefore(sequence) * ReplyEvery;
}
