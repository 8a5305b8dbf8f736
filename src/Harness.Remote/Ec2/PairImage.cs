namespace TraceToll.Remote.Ec2;

/// <summary>The image that was found.</summary>
/// <param name="Id">Its id, <c>ami-...</c></param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Volumes">The device names of the volumes that it brings.</param>
internal sealed record PairImage(string Id, string Name, IReadOnlyList<string> Volumes);
