using System.Net;
using TraceToll.Agent.Native;
using TraceToll.Agent.Wire;

namespace TraceToll.Agent.Send;

/// <summary>What the sender is asked to do. Message k of the load goes over connection k mod <see cref="Connections"/>.</summary>
internal sealed record SendOptions
{
    // 625 of them, a second of the usual load, took the recording thread half a millisecond.
    private const int MostInSliceTurn = 1_000;

    // The ring outlasts a tenth of a second with a reply to each of a million messages a second.
    private const int MostSliceTurns = 10;

    /// <summary>Where the responder listens.</summary>
    public required IPEndPoint To { get; init; }

    /// <summary>When messages are due, and how long they are.</summary>
    public required LoadShape Shape { get; init; }

    /// <summary>Every n-th message of a connection asks for a reply: of the first connection from its first on, of each other one message earlier.</summary>
    public required int ReplyEvery { get; init; }

    /// <summary>The length of a reply on the wire, header included.</summary>
    public int ReplyBytes { get; init; } = FrameHeader.Size;

    public int Connections { get; init; } = 1;

    /// <summary>Measuring threads; a connection belongs to one of them.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>After how many messages to stop; <see cref="long.MaxValue"/>: when told.</summary>
    public long Messages { get; init; } = long.MaxValue;

    /// <summary>Replies that no slice may hold.</summary>
    public long WarmUpReplies { get; init; }

    /// <summary>The CPU of each measuring thread; -1: wherever the kernel puts it.</summary>
    public IReadOnlyList<int> Cpus { get; init; } = [-1];

    /// <summary>CPUs that no other thread may run on.</summary>
    public IReadOnlyList<int> KeepOff { get; init; } = [];

    public IdleStrategy Idle { get; init; } = IdleStrategy.Spin;

    public Priority Priority { get; init; }

    /// <summary>How long a measuring thread spins for each message, until told otherwise.</summary>
    public long PlantedDelayNs { get; init; }

    /// <summary>Whether round trips are summed up every 100 ms, and progress is told, while a slice is open.</summary>
    public bool Summaries { get; init; } = true;

    /// <summary>
    /// How long the recording thread may sleep while a slice is measured: a second, as progress is told, or one of several parts of it. Where the
    /// loops spin on every CPU, whoever wakes up takes one from them, so it is seldom; and whoever has much to do takes it for long.
    /// </summary>
    public TimeSpan SliceTurn => TimeSpan.FromSeconds(1) / (Shape.MostPerSecond is { } messages
        ? Math.Clamp(Math.Ceiling((double)messages / ReplyEvery / MostInSliceTurn), 1, MostSliceTurns)
        : MostSliceTurns);

    /// <summary>The first message that a slice may hold.</summary>
    public long FirstMeasuredSequence => NextReplySequence(First(message => RepliesBefore(message) >= WarmUpReplies, 0, (WarmUpReplies + Connections) * ReplyEvery));

    /// <summary>The load of one connection.</summary>
    public ConnectionLoad LoadOf(int connection) =>
        new(ReplyEvery, (ReplyEvery - (connection % ReplyEvery)) % ReplyEvery, Shape.LeastBytes, Shape.MostBytes, ReplyBytes);

    /// <summary>Messages up to <paramref name="sequence"/> (exclusive) that ask for a reply.</summary>
    public long RepliesBefore(long sequence)
    {
        var (rounds, within) = Math.DivRem(sequence, Connections);
        var replies = 0L;
        for (var connection = 0; connection < Connections; connection++)
        {
            var sent = rounds + (connection < within ? 1 : 0);
            var first = LoadOf(connection).FirstReply;
            replies += sent > first ? ((sent - 1 - first) / ReplyEvery) + 1 : 0;
        }

        return replies;
    }

    /// <summary>The first message from <paramref name="sequence"/> on that asks for a reply.</summary>
    public long NextReplySequence(long sequence)
    {
        var before = RepliesBefore(sequence);
        return First(message => RepliesBefore(message + 1) > before, sequence, sequence + ((long)Connections * ReplyEvery));
    }

    /// <summary>The first number for which it holds, between two; from there on it holds for all.</summary>
    private static long First(Func<long, bool> holds, long least, long most)
    {
        while (least < most)
        {
            var middle = least + ((most - least) / 2);
            (least, most) = holds(middle) ? (least, middle) : (middle + 1, most);
        }

        return least;
    }
}
