namespace TraceToll.Cli;

/// <summary>What help and the reference page say.</summary>
internal static class TimelineTexts
{
    public const string File = "The CSV file to write; there must be none of this name";

    public const string Seconds = "Its length (1 to 3600)";

    public const string Rate = "Messages a second on average (10 to 1000000); about so many are made";

    public const string Seed = "Another one makes another timeline of the same kind";

    public const string Bytes = "Bytes of a message, or the least and the most, each length between equally likely (24 to 1048576) [default: 4016]";

    public const string Branching = "The share of messages that answer others: how much comes in bursts (0 to 0.95) [default: 0.8]";

    public const string Open = "How many times as much comes by itself at the open as long after it (1 to 100) [default: 5]";

    public const string Command = "Makes messages like a market's open, with its bursts, to be played by --scenario market-data,timeline=FILE";
}
