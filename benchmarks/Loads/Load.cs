using System.Globalization;

namespace TraceToll.Benchmarks;

/// <summary>What is sent and answered.</summary>
internal sealed record Load(int Rate, int Bytes, int ReplyEvery)
{
    /// <summary>20,000 messages of 4,016 bytes a second, a reply to every 32nd.</summary>
    public static readonly Load Market = new(20_000, 4_016, 32);

    /// <summary>The shortest messages, with few replies: what a message costs.</summary>
    public static readonly Load Small = new(20_000_000, 24, 4_000);

    /// <summary>More bytes than a connection takes: what a byte costs.</summary>
    public static readonly Load Bulk = new(20_000_000, 4_016, 4_000);

    private const int UsualReplyBytes = 24;

    public int ReplyBytes { get; init; } = UsualReplyBytes;

    public int Connections { get; init; } = 1;

    /// <summary>Options that the agent has and the floor has not.</summary>
    public IReadOnlyList<string> AgentOptions { get; init; } = [];

    public IReadOnlyList<string> Options =>
    [
        "--rate", Text(Rate), "--bytes", Text(Bytes), "--reply-every", Text(ReplyEvery),
        .. ReplyBytes == UsualReplyBytes ? Array.Empty<string>() : ["--reply-bytes", Text(ReplyBytes)],
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
