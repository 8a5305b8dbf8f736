using System.Globalization;
using TraceToll.Scenarios;

namespace TraceToll.Hosts.Namespaces;

/// <summary>What the network does to every packet, each way.</summary>
/// <param name="DelayNs">How long it holds a packet.</param>
/// <param name="JitterNs">By how much that varies, up and down; not more than the delay.</param>
/// <param name="LossPercent">How many packets it drops.</param>
internal sealed record LinkConditions(long DelayNs, long JitterNs, decimal LossPercent)
{
    public const string Allowed = "delay=TIME (up to 1000ms), jitter=TIME (up to the delay) and loss=N% (up to 50%)";
    private const long LongestDelayNs = 1_000_000_000;
    private const decimal MostLossPercent = 50;

    public static LinkConditions None { get; } = new(0, 0, 0);

    /// <exception cref="FormatException">A change is not known, or outside its range.</exception>
    public static LinkConditions Parse(IEnumerable<string> changes)
    {
        List<string> all = [.. changes];
        if (all.GroupBy(change => change.Split('=')[0]).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new FormatException($"{twice.Key} is given twice; allowed are {Allowed}");
        }

        var parsed = all.Aggregate(None, Change);
        return parsed.JitterNs <= parsed.DelayNs
            ? parsed
            : throw new FormatException($"the jitter is more than the delay, and no packet can come before it was sent; allowed are {Allowed}");
    }

    /// <summary>In the words of <c>tc qdisc add dev DEVICE root</c>; the limit is far from what the load can have under way.</summary>
    public IReadOnlyList<string> NetemWords =>
    [
        "netem", "limit", "100000",
        .. DelayNs > 0 ? (string[])["delay", Us(DelayNs)] : [],
        .. JitterNs > 0 ? (string[])[Us(JitterNs)] : [],
        .. LossPercent > 0 ? (string[])["loss", string.Create(CultureInfo.InvariantCulture, $"{LossPercent}%")] : [],
    ];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"each way every packet is delayed by {Us(DelayNs)} (jitter {Us(JitterNs)}), and {LossPercent} % are lost");

    private static LinkConditions Change(LinkConditions conditions, string change)
    {
        var (name, value) = change.Split('=') is [var left, var right] ? (left, right) : (change, "");
        return name switch
        {
            "delay" => conditions with { DelayNs = Time(value) },
            "jitter" => conditions with { JitterNs = Time(value) },
            "loss" => conditions with { LossPercent = Share(value) },
            _ => throw new FormatException($"'{change}' is nothing that namespaces know; allowed are {Allowed}"),
        };
    }

    private static long Time(string text) => Nanoseconds.Parse(text) is var ns and <= LongestDelayNs
        ? ns
        : throw new FormatException($"'{text}' is too long; allowed are {Allowed}");

    private static decimal Share(string text) =>
        text.EndsWith('%') && decimal.TryParse(text.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= MostLossPercent
            ? share
            : throw new FormatException($"'{text}' is no share of packets to lose; allowed are {Allowed}");

    private static string Us(long ns) => string.Create(CultureInfo.InvariantCulture, $"{ns / 1000m}us");
}
