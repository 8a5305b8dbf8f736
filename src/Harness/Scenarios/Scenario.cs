using System.Globalization;

namespace TraceToll.Scenarios;

/// <summary>The load: what the sender sends, and how often the responder answers. Immutable; change a copy with <c>with</c>.</summary>
public sealed record Scenario
{
    /// <summary>The origin's load: 20,000 messages a second of 4,016 bytes, one small reply for 32 messages, 10,000 warm-up replies.</summary>
    public static Scenario MarketData { get; } = new()
    {
        Name = "market-data",
        MessagesPerSecond = 20_000,
        MessageBytes = 4_016,
        ReplyEvery = 32,
    };

    /// <summary>What reports and baselines call it: letters, digits, dots and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>Messages due a second, 1 to 20,000,000. Open loop: a late reply delays nothing.</summary>
    public required int MessagesPerSecond { get; init; }

    /// <summary>Bytes of a message on the wire, its 24-byte header included: 24 to 1,048,576.</summary>
    public required int MessageBytes { get; init; }

    /// <summary>Every n-th message asks for a reply (of 24 bytes): 1 to 1,000,000.</summary>
    public required int ReplyEvery { get; init; }

    /// <summary>What the measuring loops do between messages; <see cref="IdleStrategy.Auto"/> spins where each has a CPU to itself.</summary>
    public IdleStrategy Idle { get; init; } = IdleStrategy.Auto;

    /// <summary>Round trips a second.</summary>
    public double RepliesPerSecond => (double)MessagesPerSecond / ReplyEvery;

    /// <summary>
    /// Reads a scenario as written on a command line: <c>market-data</c>, or with changes
    /// <c>market-data,rate=10000,bytes=1024,reply-every=10,idle=block</c>.
    /// </summary>
    /// <exception cref="FormatException">The text names no scenario, or changes it in a way that is not known; ranges are checked by <see cref="Validate"/>.</exception>
    public static Scenario Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(',');
        if (parts[0] != MarketData.Name)
        {
            throw new FormatException($"'{parts[0]}' is no scenario; known is {MarketData.Name}, " +
                $"and it can be changed: {MarketData.Name},rate=10000,bytes=1024,reply-every=10,idle=spin|block");
        }

        var scenario = parts.Skip(1).Aggregate(MarketData, Change);
        return scenario == MarketData ? scenario : scenario with { Name = string.Join('.', parts).Replace('=', '-') };
    }

    /// <summary>As <see cref="Parse"/> reads it; the name is not in it.</summary>
    public string ToText()
    {
        List<string> changes = [MarketData.Name];
        Add("rate", MessagesPerSecond, MarketData.MessagesPerSecond);
        Add("bytes", MessageBytes, MarketData.MessageBytes);
        Add("reply-every", ReplyEvery, MarketData.ReplyEvery);
        Add("idle", $"{Idle}".ToLowerInvariant(), $"{MarketData.Idle}".ToLowerInvariant());
        return string.Join(',', changes);

        void Add<T>(string name, T value, T usual)
        {
            if (!Equals(value, usual))
            {
                changes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
            }
        }
    }

    /// <summary>Throws when a value is outside its range, naming all that are.</summary>
    /// <exception cref="ArgumentException">At least one value is outside its range.</exception>
    public void Validate()
    {
        List<string> wrong = [];
        Check("rate", MessagesPerSecond, 1, 20_000_000);
        Check("bytes", MessageBytes, 24, 1 << 20);
        Check("reply-every", ReplyEvery, 1, 1_000_000);
        if (wrong.Count > 0)
        {
            throw new ArgumentException($"scenario {Name}: {string.Join("; ", wrong)}");
        }

        void Check(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed are {least} to {most}"));
            }
        }
    }

    private static Scenario Change(Scenario scenario, string change)
    {
        var (name, value) = change.Split('=') is [var left, var right] ? (left, right) : (change, "");
        return name switch
        {
            "rate" => scenario with { MessagesPerSecond = Number() },
            "bytes" => scenario with { MessageBytes = Number() },
            "reply-every" => scenario with { ReplyEvery = Number() },
            "idle" when Enum.GetNames<IdleStrategy>().Contains(value, StringComparer.OrdinalIgnoreCase) => scenario with { Idle = Enum.Parse<IdleStrategy>(value, ignoreCase: true) },
            _ => throw new FormatException($"'{change}' is no change of a scenario; allowed are rate=N, bytes=N, reply-every=N and idle=spin|block"),
        };

        int Number() => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{value}' in '{change}' is no whole number");
    }
}
