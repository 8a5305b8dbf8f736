namespace TraceToll.Remote.Ec2;

/// <summary>What will be launched: everything is known, and nothing has been made yet.</summary>
internal sealed record PairPlan
{
    public required PairRequest Request { get; init; }

    public required string Region { get; init; }

    public required PairTags Tags { get; init; }

    public required PairImage Image { get; init; }

    public required string Vpc { get; init; }

    /// <summary>In the order in which they are tried; never empty.</summary>
    public required IReadOnlyList<PairSubnet> Subnets { get; init; }

    public required int VirtualCpus { get; init; }

    /// <summary>What key, security group and placement group are called.</summary>
    public string Name => $"tracetoll-{Tags.Pair}";

    public DateTimeOffset Expires => Tags.Expires!.Value;
}
