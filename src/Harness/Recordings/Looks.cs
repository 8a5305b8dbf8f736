namespace TraceToll.Recordings;

/// <summary>
/// The moments at which a session that stops when its verdict is known looks at what it has: planned before it begins, so that
/// looking often does not make errors more likely. Each look may use an equal share of the error rate.
/// </summary>
/// <param name="Planned">After how many blocks it looks, ascending; the last is the most blocks that it measures.</param>
public sealed record Looks(IReadOnlyList<int> Planned)
{
    // From here on about half as many blocks again each time; a verdict with a 1 % error takes 9 or 10 at the least.
    private static readonly int[] Usual = [10, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768];

    // A look shortly before the last costs a share, and hardly saves a block.
    private const double ClosestToLast = 0.8;

    /// <summary>After how many blocks it has looked, the last time included.</summary>
    public IReadOnlyList<int> Taken { get; init; } = [];

    /// <summary>Whether a limit of time ended the session, so that later looks will not come.</summary>
    public bool EndedByLimit { get; init; }

    /// <summary>
    /// The share of the error rate that the last look may use: its own and, where the clock ended the session, that of the looks
    /// which did not come. All shares together are at most 1 (Bonferroni's bound, so whatever the looks have to do with each other).
    /// </summary>
    public double Share => EndedByLimit ? (Planned.Count - Taken.Count + 1.0) / Planned.Count : 1.0 / Planned.Count;

    /// <summary>The usual looks of a session of at most so many blocks.</summary>
    public static Looks UpTo(int blocks) => new([.. Usual.Where(look => look <= ClosestToLast * blocks), blocks]);
}
