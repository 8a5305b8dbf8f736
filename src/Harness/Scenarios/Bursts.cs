namespace TraceToll.Scenarios;

/// <summary>Messages that are due together, and nothing until the next ones are.</summary>
/// <param name="Messages">Messages of a burst, 1 to 1,000,000: all are due at its beginning.</param>
/// <param name="SpacingNs">From the beginning of one burst to that of the next, ns: 1,000 (1 us) to 1,000,000,000 (1 s).</param>
public sealed record Bursts(int Messages, long SpacingNs)
{
    /// <summary>Messages a second on average, which need not be whole.</summary>
    internal double Rate => Messages * 1e9 / SpacingNs;
}
