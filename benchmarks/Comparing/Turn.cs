namespace TraceToll.Benchmarks;

/// <summary>What one side measured in one pair, and what went on beside it.</summary>
internal sealed record Turn(Figures Figures, long StealMs, double LoadBefore);
