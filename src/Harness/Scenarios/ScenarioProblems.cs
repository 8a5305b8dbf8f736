using System.Globalization;

namespace TraceToll.Scenarios;

/// <summary>What of a scenario cannot be measured.</summary>
internal static class ScenarioProblems
{
    public static IEnumerable<string> Of(Scenario scenario) => ((IEnumerable<string?>)
    [
        scenario.Bursts == null && scenario.Timeline == null ? Range("rate", scenario.MessagesPerSecond, 1, Scenario.MostPerSecond) : null,
        Range("bytes", scenario.MessageBytes, Scenario.LeastBytes, Scenario.MostBytes),
        Range("reply-every", scenario.ReplyEvery, 1, 1_000_000),
        .. OfLengths(scenario),
        .. OfConnections(scenario),
        .. OfShape(scenario),
        scenario.RealTimePriority is { } priority ? Range("priority", priority, 1, 99) : null,
    ]).OfType<string>();

    private static IEnumerable<string?> OfLengths(Scenario scenario)
    {
        yield return Range("reply-bytes", scenario.ReplyBytes, Scenario.LeastBytes, Scenario.MostBytes);
        if (scenario.LongestMessageBytes is { } longest)
        {
            yield return Range("the most of bytes", longest, scenario.MessageBytes, Scenario.MostBytes);
        }
    }

    private static IEnumerable<string?> OfConnections(Scenario scenario)
    {
        var (connections, threads) = (Range("connections", scenario.Connections, 1, 1_000), Range("sender-threads", scenario.SenderThreads, 1, 64));
        yield return connections;
        yield return threads;
        if (connections == null && threads == null && scenario.Connections % scenario.SenderThreads != 0)
        {
            yield return Text($"sender-threads is {scenario.SenderThreads}, which does not divide {scenario.Connections} connections; each thread needs as many as the others");
        }

        if (scenario.Idle == IdleStrategy.BusyPoll && scenario.Connections > scenario.SenderThreads)
        {
            yield return Text($"idle=busy-poll takes a thread for each connection, and there are {scenario.SenderThreads} for {scenario.Connections}; make sender-threads as many as connections, or take idle=spin");
        }
    }

    private static IEnumerable<string?> OfShape(Scenario scenario)
    {
        if (scenario is { Bursts: not null, Timeline: not null })
        {
            yield return "it has bursts and a timeline; it can have one of them";
        }

        if (scenario.Bursts is { } bursts)
        {
            yield return Range("burst", bursts.Messages, 1, 1_000_000);
            yield return bursts.SpacingNs is >= 1_000 and <= 1_000_000_000 ? null : Text($"burst-spacing is {bursts.SpacingNs} ns; allowed are 1us to 1000ms");
        }

        if (scenario.Bursts != null || scenario.Timeline != null)
        {
            yield return scenario.AverageRate is >= 1 and <= Scenario.MostPerSecond ? null
                : Text($"{(scenario.Bursts != null ? "its bursts make" : "its timeline makes")} {scenario.AverageRate:0.###} messages a second; allowed are 1 to {Scenario.MostPerSecond} on average");
            yield return scenario.MessagesPerSecond == Scenario.Rounded(scenario.AverageRate) ? null
                : Text($"rate is {scenario.MessagesPerSecond}, where its shape makes {scenario.AverageRate:0.###}; set the shape with InBursts or Playing");
        }
    }

    private static string? Range(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : Text($"{name} is {value}; allowed are {least} to {most}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
