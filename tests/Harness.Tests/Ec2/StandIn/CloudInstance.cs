namespace TraceToll.Tests.Ec2.StandIn;

/// <summary>An instance; it changes its state when it is looked at.</summary>
internal sealed class CloudInstance : CloudThing
{
    public required int LaunchIndex { get; init; }

    public required string Type { get; init; }

    public required string KeyName { get; init; }

    public required string SecurityGroup { get; init; }

    public required string PlacementGroup { get; init; }

    public required string Subnet { get; init; }

    public required string Address { get; init; }

    public required string PrivateAddress { get; init; }

    public string State { get; set; } = "pending";

    public string? Reason { get; set; }

    public bool Alive => State != "terminated";

    /// <summary>One step on: pending to running, shutting down to terminated.</summary>
    public void Advance() => State = State switch
    {
        "pending" => "running",
        "shutting-down" => "terminated",
        _ => State,
    };
}
