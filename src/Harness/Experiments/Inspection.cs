using TraceToll.Protocol;

namespace TraceToll.Experiments;

/// <summary>What is known of a host.</summary>
/// <param name="Facts">What the host is, and what can be traced on it.</param>
/// <param name="AgentBuild">How the agent on it was built.</param>
public sealed record Inspection(HostFacts Facts, string AgentBuild);
