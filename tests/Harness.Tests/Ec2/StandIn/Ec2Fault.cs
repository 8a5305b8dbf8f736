namespace TraceToll.Tests.Ec2.StandIn;

/// <summary>What goes wrong with an action.</summary>
/// <param name="Refusal">The answer, instead of doing it; null: it is done, and the answer gets lost.</param>
internal sealed record Ec2Fault(Ec2Refusal? Refusal);
