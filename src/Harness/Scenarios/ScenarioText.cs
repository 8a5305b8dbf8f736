using System.Globalization;

namespace TraceToll.Scenarios;

/// <summary>Scenarios as they stand on a command line: <c>market-data</c>, and what is changed of it.</summary>
internal static class ScenarioText
{
    private const string Fifo = "fifo:";

    private const string Allowed = "rate=N, bytes=N or bytes=N-N, reply-bytes=N, reply-every=N, connections=N, sender-threads=N, burst=N with burst-spacing=TIME, "
        + "timeline=FILE, idle=spin|pause|block|busy-poll and priority=fifo:N";

    public static readonly IReadOnlyList<string> Names =
        ["rate", "bytes", "reply-bytes", "reply-every", "connections", "sender-threads", "burst", "burst-spacing", "timeline", "idle", "priority"];

    // Each of the first says what the second would say otherwise.
    private static readonly (string Name, string Other)[] Exclusive =
        [("burst", "rate"), ("burst-spacing", "rate"), ("timeline", "rate"), ("timeline", "burst"), ("timeline", "burst-spacing"), ("timeline", "bytes")];

    public static Scenario Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var usual = Scenario.MarketData;
        var parts = text.Split(',');
        if (parts[0] != usual.Name)
        {
            throw new FormatException($"'{parts[0]}' is no scenario{Nearest.Hint(parts[0], [usual.Name])}; known is {usual.Name}, " +
                $"and it can be changed: {usual.Name},rate=10000,bytes=1024,reply-every=10,idle=spin; allowed are {Allowed}");
        }

        RequireShape([.. parts.Skip(1).Select(part => part.Split('=')[0])]);
        var scenario = parts.Skip(1).Aggregate(usual, Change);
        scenario = scenario.Bursts is { } bursts ? scenario.InBursts(bursts.Messages, bursts.SpacingNs) : scenario;
        return scenario == usual ? scenario : scenario with { Name = string.Join('.', parts.Select(part => NameOf(part, scenario))) };
    }

    /// <param name="scenario">The scenario.</param>
    /// <param name="timelineText">What stands for its timeline.</param>
    public static string Of(Scenario scenario, Func<Timeline, string> timelineText)
    {
        var usual = Scenario.MarketData;
        List<string> changes = [usual.Name];
        if (scenario.Timeline is { } timeline)
        {
            changes.Add($"timeline={timelineText(timeline)}");
        }
        else if (scenario.Bursts is { } bursts)
        {
            changes.Add(string.Create(CultureInfo.InvariantCulture, $"burst={bursts.Messages},burst-spacing={Nanoseconds.ToText(bursts.SpacingNs)}"));
        }
        else
        {
            Add("rate", scenario.MessagesPerSecond, usual.MessagesPerSecond);
        }

        if (scenario.Timeline == null)
        {
            Add("bytes", Lengths(scenario), Lengths(usual));
        }

        Add("reply-bytes", scenario.ReplyBytes, usual.ReplyBytes);
        Add("reply-every", scenario.ReplyEvery, usual.ReplyEvery);
        Add("connections", scenario.Connections, usual.Connections);
        Add("sender-threads", scenario.SenderThreads, usual.SenderThreads);
        Add("idle", scenario.Idle.ToText(), usual.Idle.ToText());
        Add("priority", scenario.PriorityText(), usual.PriorityText());
        return string.Join(',', changes);

        void Add<T>(string name, T value, T ofUsual)
        {
            if (!Equals(value, ofUsual))
            {
                changes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
            }
        }
    }

    /// <summary>The lengths of messages as scenarios and agents write them: <c>4016</c>, or <c>64-4016</c>.</summary>
    public static string Lengths(Scenario scenario) => scenario.LongestMessageBytes is { } longest
        ? string.Create(CultureInfo.InvariantCulture, $"{scenario.MessageBytes}-{longest}")
        : scenario.MessageBytes.ToString(CultureInfo.InvariantCulture);

    /// <summary>The priority of the loops as scenarios and agents write it: <c>normal</c>, or <c>fifo:50</c>.</summary>
    public static string PriorityText(this Scenario scenario) =>
        scenario.RealTimePriority is { } priority ? string.Create(CultureInfo.InvariantCulture, $"{Fifo}{priority}") : "normal";

    private static void RequireShape(HashSet<string> names)
    {
        if (Exclusive.FirstOrDefault(each => names.Contains(each.Name) && names.Contains(each.Other)) is { Name: { } name, Other: { } other })
        {
            throw new FormatException($"'{name}' and '{other}' exclude each other in a scenario, as {name} settles what {other} would; leave one of them out");
        }

        if (names.Contains("burst") != names.Contains("burst-spacing"))
        {
            throw new FormatException("'burst' and 'burst-spacing' go together, such as burst=100,burst-spacing=5ms; add the other one");
        }
    }

    private static Scenario Change(Scenario scenario, string change)
    {
        // A path may have any number of them.
        var (name, value) = change.StartsWith("timeline=", StringComparison.Ordinal) || change.Split('=').Length == 2
            ? (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..])
            : (change, "");
        return name switch
        {
            "rate" => scenario with { MessagesPerSecond = Number(value) },
            "bytes" when value.Split('-') is [var least, var most] => scenario with { MessageBytes = Number(least), LongestMessageBytes = Longest(Number(least), Number(most)) },
            "bytes" => scenario with { MessageBytes = Number(value), LongestMessageBytes = null },
            "reply-bytes" => scenario with { ReplyBytes = Number(value) },
            "reply-every" => scenario with { ReplyEvery = Number(value) },
            "connections" => scenario with { Connections = Number(value) },
            "sender-threads" => scenario with { SenderThreads = Number(value) },
            "burst" => scenario with { Bursts = (scenario.Bursts ?? new Bursts(0, 0)) with { Messages = Number(value) } },
            "burst-spacing" => scenario with { Bursts = (scenario.Bursts ?? new Bursts(0, 0)) with { SpacingNs = Nanoseconds.Parse(value) } },
            "timeline" when value.Length > 0 => Play(scenario, value),
            "idle" when IdleWords.Parse(value) is { } idle => scenario with { Idle = idle },
            "priority" when value == "normal" => scenario with { RealTimePriority = null },
            "priority" when value.StartsWith(Fifo, StringComparison.Ordinal) => scenario with { RealTimePriority = Number(value[Fifo.Length..]) },
            _ => throw new FormatException($"'{change}' is no change of a scenario{Nearest.Hint(name, Names)}; allowed are {Allowed}"),
        };

        int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' in '{change}' is no whole number");
    }

    private static int? Longest(int least, int most) => most == least ? null : most;

    private static Scenario Play(Scenario scenario, string value)
    {
        var (path, hash) = Timeline.Split(value);
        var changed = scenario.Playing(TimelineFile.Read(path));
        return hash == null || hash == changed.Timeline!.ShortHash ? changed
            : throw new FormatException($"the timeline {path} is another one: the SHA-256 of its content begins with {changed.Timeline!.ShortHash}, not with {hash}; "
                + $"bring the file that was played, or leave @{hash} away to play this one");
    }

    private static string NameOf(string part, Scenario scenario) => part.StartsWith("timeline=", StringComparison.Ordinal)
        ? $"timeline-{scenario.Timeline!.Name}"
        : part.Replace('=', '-').Replace(':', '-');
}
