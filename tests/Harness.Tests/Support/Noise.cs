namespace TraceToll.Tests.Support;

/// <summary>Random values of known shape; the seed is the test's.</summary>
internal static class Noise
{
    public static double Normal(this Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Round trips, ns: half of them below the median, with a tail as long as the spread makes it.</summary>
    public static IEnumerable<long> RoundTripsNs(this Random random, int count, double medianUs, double spread) =>
        Enumerable.Range(0, count).Select(_ => (long)(1_000 * medianUs * Math.Exp(spread * random.Normal()))).ToList();
}
