namespace TraceToll.Tests.Ec2.StandIn;

internal sealed record CloudSubnet(string Id, string Zone, bool IsDefault = true);
