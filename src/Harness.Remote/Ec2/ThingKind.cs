namespace TraceToll.Remote.Ec2;

/// <summary>The kinds of things that a pair is made of, in the order in which they can be removed.</summary>
internal enum ThingKind
{
    Instance,
    KeyPair,
    PlacementGroup,
    SecurityGroup,
}
