namespace TraceToll.Remote.Ec2;

/// <summary>What there is of one pair.</summary>
/// <param name="Pair">Its name.</param>
/// <param name="Things">All that carries its tag; never empty.</param>
internal sealed record OwnedPair(string Pair, IReadOnlyList<OwnedThing> Things)
{
    public string Owner => Things[0].Tags.Owner;

    /// <summary>The latest that any of it says; null when none says it legibly.</summary>
    public DateTimeOffset? Expires => Things.Max(thing => thing.Tags.Expires);

    /// <summary>Whether nobody needs it any more. What does not say it legibly does not expire.</summary>
    public bool HasExpired(DateTimeOffset now) => Things.All(thing => thing.Tags.Expires <= now);

    public static IReadOnlyList<OwnedPair> Of(IEnumerable<OwnedThing> things) =>
        [.. things.GroupBy(thing => thing.Tags.Pair).Select(pair => new OwnedPair(pair.Key, [.. pair])).OrderBy(pair => pair.Pair, StringComparer.Ordinal)];
}
