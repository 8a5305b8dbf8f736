namespace TraceToll.Remote.Ec2;

/// <summary>One of the two.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="Address">Where SSH reaches it.</param>
/// <param name="PrivateAddress">Where the load reaches it.</param>
internal sealed record LaunchedHost(string InstanceId, string Address, string PrivateAddress);
