using TraceToll.Agent.Wire;

namespace TraceToll.Agent.Send;

/// <summary>When messages are due, counted from the start of the load, and how long they are. Message numbers go on for ever.</summary>
internal sealed class LoadShape
{
    public const long SecondNs = 1_000_000_000;

    private readonly long[] _dueNs = [];
    private readonly int[] _bytes = [];
    private readonly long _periodNs;

    private LoadShape(int leastBytes, int mostBytes) => (LeastBytes, MostBytes) = (leastBytes, mostBytes);

    private LoadShape(long[] dueNs, int[] bytes, long periodNs)
        : this(bytes.Min(), bytes.Max()) => (_dueNs, _bytes, _periodNs) = (dueNs, bytes, periodNs);

    /// <summary>Message k is due at floor(k x 1 s / rate).</summary>
    public static LoadShape Steady(int ratePerSecond, int leastBytes, int mostBytes) => new(leastBytes, mostBytes) { RatePerSecond = ratePerSecond };

    /// <summary>So many messages are due at once, again and again.</summary>
    public static LoadShape Bursts(int messages, long spacingNs, int leastBytes, int mostBytes) => new(leastBytes, mostBytes) { Burst = messages, SpacingNs = spacingNs };

    /// <summary>Messages as they were recorded, again from the beginning after each period.</summary>
    public static LoadShape Timeline(long[] dueNs, int[] bytes, long periodNs) => new(dueNs, bytes, periodNs);

    public int LeastBytes { get; }

    public int MostBytes { get; }

    /// <summary>Messages a second; 0: not steady.</summary>
    public int RatePerSecond { get; private init; }

    /// <summary>Messages that are due at once; 0: not in bursts.</summary>
    public int Burst { get; private init; }

    public long SpacingNs { get; private init; }

    /// <summary>Messages that are due in any second, at the most; null: not known.</summary>
    public long? MostPerSecond => RatePerSecond > 0 ? RatePerSecond : Burst > 0 ? ((SecondNs / SpacingNs) + 1) * Burst : null;

    public bool IsOfOneLength => LeastBytes == MostBytes;

    /// <summary>When a message is due, ns from the start: exactly, for any number.</summary>
    public long DueNs(long message) =>
        RatePerSecond > 0 ? (message / RatePerSecond * SecondNs) + (message % RatePerSecond * SecondNs / RatePerSecond)
        : Burst > 0 ? message / Burst * SpacingNs
        : (message / _dueNs.Length * _periodNs) + _dueNs[message % _dueNs.Length];

    /// <summary>The first message that is due at a time, ns from the start, or later.</summary>
    public long FirstDueAt(long ns)
    {
        if (ns <= 0)
        {
            return 0;
        }

        if (Burst > 0)
        {
            return (ns + SpacingNs - 1) / SpacingNs * Burst;
        }

        var (periods, within) = Math.DivRem(ns, RatePerSecond > 0 ? SecondNs : _periodNs);
        return RatePerSecond > 0
            ? (periods * RatePerSecond) + (((within * RatePerSecond) + SecondNs - 1) / SecondNs)
            : (periods * _dueNs.Length) + _dueNs.TakeWhile(due => due < within).LongCount();
    }

    /// <summary>Its length on the wire.</summary>
    public int Bytes(long message) => IsOfOneLength ? LeastBytes
        : _bytes.Length > 0 ? _bytes[message % _bytes.Length]
        : LeastBytes + (int)(Mixed((ulong)message) % (ulong)(MostBytes - LeastBytes + 1));

    /// <exception cref="AgentFailure">The parts are no timeline.</exception>
    public static LoadShape Timeline(IReadOnlyList<Protocol.TimelinePart> parts)
    {
        // What is not in the command is null.
        long[] dueNs = [.. parts.SelectMany(part => part.DueNs ?? [])];
        int[] bytes = [.. parts.SelectMany(part => part.Bytes ?? [])];
        var periodNs = parts[^1].PeriodNs;
        var wrong = dueNs.Length == 0 ? "it is empty"
            : dueNs.Length != bytes.Length ? $"it has {dueNs.Length} due times and {bytes.Length} lengths"
            : dueNs[0] < 0 || dueNs.Zip(dueNs.Skip(1)).Any(pair => pair.Second < pair.First) ? "a message is due before the one before it"
            : bytes.Any(length => length is < FrameHeader.Size or > FrameHeader.LongestFrame) ? $"a message is not {FrameHeader.Size} to {FrameHeader.LongestFrame} bytes long"
            : periodNs <= dueNs[^1] ? "it begins again before its last message is due"
            : null;
        return wrong == null
            ? Timeline(dueNs, bytes, periodNs)
            : throw new AgentFailure($"the timeline cannot be played: {wrong}", "send the parts of a timeline in order", AgentFailure.Usage);
    }

    // SplitMix64 (Steele, Lea, Flood 2014): as good as random, and the same for a number wherever one starts to count.
    private static ulong Mixed(ulong number)
    {
        number += 0x9E3779B97F4A7C15;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }
}
