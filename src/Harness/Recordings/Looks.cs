namespace TraceToll.Recordings;

/// <summary>
/// The moments at which a session that stops when its verdict is known looks at what it has: planned before it begins, so that
/// looking often does not make errors more likely.
/// </summary>
/// <param name="Planned">After how many blocks it looks, ascending; the last is the most blocks that it measures.</param>
public sealed record Looks(IReadOnlyList<int> Planned)
{
    // The first at which four measures together can be decided with an error of 1 % and four looks: the chance of 12 equal signs is
    // 1 in 4,096. From there on about half as many blocks again each time.
    private static readonly int[] Usual = [12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768];

    private const double LastShare = 0.5;

    // A look shortly before the last costs a share, and hardly saves a block.
    private const double ClosestToLast = 0.8;

    /// <summary>After how many blocks it has looked, the last time included.</summary>
    public IReadOnlyList<int> Taken { get; init; } = [];

    /// <summary>Whether a limit (of time, or of blocks left out) ended the session, so that later looks will not come.</summary>
    public bool EndedByLimit { get; init; }

    /// <summary>
    /// The share of the error rate that the latest look may use: half for the last one that is planned, the other half in equal parts
    /// for those before it; where a limit ended the session, all that was not used. Shares together are at most 1 (Bonferroni's
    /// bound, so whatever the looks have to do with each other).
    /// </summary>
    public double Share => Planned.Count == 1 ? 1
        : EndedByLimit ? 1 - ((Taken.Count - 1) * EarlyShare)
        : Taken.Count == Planned.Count ? LastShare
        : EarlyShare;

    private double EarlyShare => (1 - LastShare) / (Planned.Count - 1);

    /// <summary>The usual looks of a session of at most so many blocks.</summary>
    public static Looks UpTo(int blocks) => new([.. Usual.Where(look => look <= ClosestToLast * blocks), blocks]);
}
