namespace TraceToll.Benchmarks;

/// <summary>What a run of one load gave, whoever ran it. Times are microseconds, but where they say otherwise.</summary>
internal sealed record Measured
{
    public required double P50Us { get; init; }

    public required double P99Us { get; init; }

    public required double P50FromSendUs { get; init; }

    public required double SendLagP50Us { get; init; }

    /// <summary>The share of messages that were sent within 1 ms of when they were due.</summary>
    public required double ShareInTime { get; init; }

    public required double MessagesPerSecond { get; init; }

    /// <summary>Whether all replies came, in their order, and all were measured.</summary>
    public required bool Whole { get; init; }

    public long? AllocatedBytes { get; init; }

    public long? PageFaults { get; init; }

    public long? Collections { get; init; }

    public double? MemoryMb { get; init; }

    public Figures Latency => new Figures().With(Figures.P50, P50Us).With(Figures.P99, P99Us).With(Figures.P50FromSend, P50FromSendUs).With(Figures.SendLag, SendLagP50Us);
}
