namespace TraceToll.Scenarios;

/// <summary>The load: what the sender sends, and how often the responder answers. Immutable; change a copy with <c>with</c>.</summary>
public sealed record Scenario
{
    internal const int LeastBytes = 24;
    internal const int MostBytes = 1 << 20;
    internal const int MostPerSecond = 20_000_000;

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

    /// <summary>
    /// Messages due a second, 1 to 20,000,000; of bursts and of a timeline the average, rounded. Open loop: a late reply delays nothing.
    /// </summary>
    public required int MessagesPerSecond { get; init; }

    /// <summary>Bytes of a message on the wire, its 24-byte header included: 24 to 1,048,576. The shortest, where they are not all alike.</summary>
    public required int MessageBytes { get; init; }

    /// <summary>Bytes of the longest message; null: all are as long as <see cref="MessageBytes"/>. Each length between the two is equally likely, but for a timeline's.</summary>
    public int? LongestMessageBytes { get; init; }

    /// <summary>Every n-th message asks for a reply: 1 to 1,000,000.</summary>
    public required int ReplyEvery { get; init; }

    /// <summary>Bytes of a reply on the wire, its header included: 24 (the usual) to 1,048,576.</summary>
    public int ReplyBytes { get; init; } = LeastBytes;

    /// <summary>Connections, 1 (the usual) to 1,000: messages go round them.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>Threads that send, 1 (the usual) to 64, each with as many connections as the others; the responder has as many.</summary>
    public int SenderThreads { get; init; } = 1;

    /// <summary>The bursts that messages come in; null: they do not. <see cref="InBursts"/> sets it.</summary>
    public Bursts? Bursts { get; init; }

    /// <summary>The timeline that is played again and again; null: none is. <see cref="Playing"/> sets it.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>What the measuring loops do between messages; <see cref="IdleStrategy.Auto"/> spins where each has a CPU to itself.</summary>
    public IdleStrategy Idle { get; init; } = IdleStrategy.Auto;

    /// <summary>The real-time priority (SCHED_FIFO) of the measuring loops, 1 to 99, which takes root; null: the usual scheduling.</summary>
    public int? RealTimePriority { get; init; }

    /// <summary>Round trips a second, on average.</summary>
    public double RepliesPerSecond => AverageRate / ReplyEvery;

    /// <summary>Messages a second on average, which bursts and timelines need not have a whole number of.</summary>
    internal double AverageRate => Bursts?.Rate ?? Timeline?.Rate ?? MessagesPerSecond;

    /// <summary>
    /// Reads a scenario as written on a command line: <c>market-data</c>, or with changes
    /// <c>market-data,rate=10000,bytes=1024,reply-every=10,idle=block</c>. A timeline's file is read to know what is in it.
    /// </summary>
    /// <exception cref="FormatException">
    /// The text names no scenario, or changes it in a way that is not known, or names a timeline that cannot be played; ranges are checked
    /// by <see cref="Validate"/>.
    /// </exception>
    public static Scenario Parse(string text) => ScenarioText.Parse(text);

    /// <summary>As <see cref="Parse"/> reads it; the name is not in it.</summary>
    public string ToText() => ScenarioText.Of(this, timeline => $"{timeline.Path}@{timeline.ShortHash}");

    /// <summary>The same load in bursts: so many messages are due at once, and after this spacing so many again.</summary>
    /// <param name="messages">Messages of a burst, 1 to 1,000,000.</param>
    /// <param name="spacingNs">From one burst to the next, ns: 1,000 to 1,000,000,000.</param>
    public Scenario InBursts(int messages, long spacingNs)
    {
        var bursts = new Bursts(messages, spacingNs);
        return this with { Bursts = bursts, Timeline = null, MessagesPerSecond = Rounded(bursts.Rate) };
    }

    /// <summary>The same load with the messages of a timeline: their due times and their lengths.</summary>
    /// <exception cref="FormatException">The file's path has a comma, which no scenario's text can hold.</exception>
    public Scenario Playing(TimelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Path.Contains(',', StringComparison.Ordinal))
        {
            throw new FormatException($"the path of the timeline {file.Path} has a comma, which parts a scenario; move or rename the file");
        }

        var timeline = new Timeline { Path = file.Path, Sha256 = file.Sha256, Messages = file.Messages.Count, PeriodNs = file.PeriodNs };
        var (least, most) = (file.Messages.Min(message => message.Bytes), file.Messages.Max(message => message.Bytes));
        return this with
        {
            Timeline = timeline,
            Bursts = null,
            MessagesPerSecond = Rounded(timeline.Rate),
            MessageBytes = least,
            LongestMessageBytes = most > least ? most : null,
        };
    }

    /// <summary>Throws when a value is outside its range, naming all that are.</summary>
    /// <exception cref="ArgumentException">At least one value is outside its range, or does not go with another.</exception>
    public void Validate()
    {
        if (ScenarioProblems.Of(this).ToList() is { Count: > 0 } wrong)
        {
            throw new ArgumentException($"scenario {Name}: {string.Join("; ", wrong)}");
        }
    }

    /// <summary>A rate as <see cref="MessagesPerSecond"/> has it; what is far out of range stays out of it.</summary>
    internal static int Rounded(double rate) => (int)Math.Min(Math.Round(rate, MidpointRounding.AwayFromZero), int.MaxValue);
}
