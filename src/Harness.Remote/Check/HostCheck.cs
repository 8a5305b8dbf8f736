namespace TraceToll.Remote;

/// <summary>One thing that a run needs of the hosts, tried.</summary>
/// <param name="Host">Which host, or <c>sender to responder</c>.</param>
/// <param name="What">What was tried.</param>
/// <param name="State">How it came out.</param>
/// <param name="Here">What was found; empty where it failed.</param>
/// <param name="Problem">One sentence: the host, what is wrong, what to do; empty where all is good.</param>
public sealed record HostCheck(string Host, string What, HostCheckState State, string Here, string Problem);
