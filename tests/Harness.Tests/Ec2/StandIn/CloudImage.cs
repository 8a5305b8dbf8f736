namespace TraceToll.Tests.Ec2.StandIn;

internal sealed record CloudImage(string Id, string Name, string OwnerId, string CreationDate, string Architecture = "x86_64");
