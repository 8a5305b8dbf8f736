namespace TraceToll.Scenarios;

/// <summary>
/// Random numbers that are the same for a seed on any machine and in any version of .NET: SplitMix64 (Steele, Lea and Flood, Fast
/// splittable pseudorandom number generators, OOPSLA 2014).
/// </summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 or more, less than 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));
}
