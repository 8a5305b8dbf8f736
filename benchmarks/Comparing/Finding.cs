namespace TraceToll.Benchmarks;

/// <summary>One figure's line.</summary>
/// <param name="Figure">Its name.</param>
/// <param name="Ours">The median of ours, or what else is held against the target.</param>
/// <param name="Peer">The median of the peer's.</param>
/// <param name="Compared">The ratio, or the difference.</param>
/// <param name="Interval">Of the comparison, and of what kind it is.</param>
/// <param name="Target">In words; empty where there is none.</param>
/// <param name="Met">Null where there is no target, or no figure to hold against it.</param>
/// <param name="Sure">Whether the whole interval is on the same side of the target.</param>
internal sealed record Finding(string Figure, string Ours, string Peer, string Compared, string Interval, string Target, bool? Met, bool Sure)
{
    public static Finding Unknown(string figure, string target) => new(figure, "not told", "", "", "", target, null, Sure: true);
}
