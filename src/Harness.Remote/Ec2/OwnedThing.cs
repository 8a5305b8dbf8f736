namespace TraceToll.Remote.Ec2;

/// <summary>Something in EC2 that carries our tags.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">What it is removed by: its id; of a placement group its name.</param>
/// <param name="Tags">Whose it is.</param>
internal sealed record OwnedThing(ThingKind Kind, string Id, PairTags Tags)
{
    /// <summary>Of an instance: its state, type and address.</summary>
    public string Details { get; init; } = "";

    public override string ToString() => Kind switch
    {
        ThingKind.Instance => $"instance {Id}",
        ThingKind.KeyPair => $"key pair {Id}",
        ThingKind.PlacementGroup => $"placement group {Id}",
        _ => $"security group {Id}",
    };
}
