namespace TraceToll.Calibration;

/// <summary>One decision on this machine, and what the naive rule says of the same recording.</summary>
/// <param name="PlantedNs">What was planted, ns a message; 0: nothing.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="Blocks">After how many blocks.</param>
/// <param name="EstimateNs">The estimate at p50, ns.</param>
/// <param name="Lower">The lower bound of its 95 % interval, ns; null when unknown.</param>
/// <param name="Upper">The upper one.</param>
/// <param name="NoiseNs">Off-again minus off at p50, ns.</param>
/// <param name="StealMs">Steal in all slices, ms.</param>
/// <param name="NaiveP50">Whether the naive rule alarms at p50.</param>
/// <param name="NaiveMean">The same at the mean.</param>
/// <param name="NaiveP99">The same at p99.</param>
/// <param name="Causes">Why it is invalid.</param>
internal sealed record RealDecision(
    long PlantedNs, string Verdict, int Blocks, double EstimateNs, double? Lower, double? Upper, double NoiseNs, long StealMs,
    bool NaiveP50, bool NaiveMean, bool NaiveP99, IReadOnlyList<string> Causes);
