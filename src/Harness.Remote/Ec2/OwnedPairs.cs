namespace TraceToll.Remote.Ec2;

/// <summary>All pairs of an account in a region: which there are, and which of them to remove.</summary>
internal sealed class OwnedPairs(Ec2Client ec2, TimeProvider time, Action<string> tell)
{
    /// <exception cref="RigFailureException">EC2 does not say.</exception>
    public async Task<IReadOnlyList<OwnedPair>> ListAsync(CancellationToken cancellationToken) =>
        OwnedPair.Of(await Ec2Client.CallAsync($"listing pairs in {ec2.Region}", () => new Inventory(ec2).ReadAsync(null, cancellationToken), cancellationToken));

    /// <summary>The pairs to remove.</summary>
    /// <param name="pair">This one; null: the only one of the owner.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="expired">All that have expired instead, of any owner.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="RigFailureException">There is none, or which one is not clear.</exception>
    public async Task<IReadOnlyList<OwnedPair>> ChooseAsync(string? pair, string owner, bool expired, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);
        if (expired)
        {
            return [.. all.Where(each => each.HasExpired(time.GetUtcNow()))];
        }

        if (pair != null)
        {
            return all.Where(each => each.Pair == pair).ToList() is { Count: > 0 } named ? named
                : throw new RigFailureException($"there is no pair {pair} in {ec2.Region}", "see 'tracetoll hosts list', also with another --region");
        }

        var own = all.Where(each => each.Owner == owner).ToList();
        return own.Count <= 1 ? own
            : throw new RigFailureException($"{owner} has {own.Count} pairs in {ec2.Region}: {string.Join(", ", own.Select(each => each.Pair))}", "say which one: tracetoll hosts down PAIR");
    }

    /// <exception cref="RigFailureException">Something is left; the message says what.</exception>
    public async Task RemoveAsync(IReadOnlyList<OwnedPair> pairs, CancellationToken cancellationToken)
    {
        var left = new List<Leftover>();
        foreach (var pair in pairs)
        {
            left.AddRange(await new Removal(ec2, time, tell).RunAsync(pair.Pair, [], quietRounds: 1, cancellationToken));
        }

        if (left.Count > 0)
        {
            throw new RigFailureException($"left in {ec2.Region}: {string.Join(", ", left)}", "mend that, and run it again");
        }
    }
}
