namespace TraceToll.Benchmarks;

/// <param name="Ours">Ours, or the side with what is tried.</param>
/// <param name="Peer">Null in a row without one.</param>
internal sealed record Pair(Turn Ours, Turn? Peer);
