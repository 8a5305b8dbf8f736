namespace TraceToll.Remote.Ec2;

internal sealed record PairSubnet(string Id, string Zone);
