namespace TraceToll.Benchmarks;

/// <summary>Round trips of one run, microseconds, and the steal of the machine meanwhile.</summary>
internal sealed record Latencies(double P50Us, double P99Us, long Samples, long StealMs);
