namespace TraceToll.Tests.Ec2.StandIn;

/// <summary>Something in the account.</summary>
internal class CloudThing
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>How many more times it is not known to those who ask for it: it was made a moment ago.</summary>
    public int UnknownFor { get; set; }
}
