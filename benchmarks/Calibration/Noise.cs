namespace TraceToll.Calibration;

/// <summary>What a machine does to the slices of a session, in units of the tolerance.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Make">Values for so many slices, in the order of time; three of them make a block.</param>
internal sealed record Noise(string Name, Func<Random, int, double[]> Make)
{
    // With what each measure has of its own, half the tolerance: more than p50 of a busy virtual machine shows against 5 us.
    private const double Spread = 0.4;
    private const double OwnSpread = 0.3;
    private const double DriftShare = 0.2;
    private const double HitShare = 0.1;
    private const double Dependence = 0.9;
    private const int SlicesOfBlock = 3;

    // 5 ms where the tolerance is 5 us.
    private const double Hit = 1_000;
    private const double Beat = 4;

    // Puts the quartiles of Student's distribution with two degrees of freedom where those of the normal noise are.
    private const double HeavySpread = 0.33;

    public static IReadOnlyList<Noise> All { get; } =
    [
        new("normal", Normal),
        new("heavy tail (Student, 2 degrees of freedom)", HeavyTail),
        new("10 % of blocks hit by 5 ms", Hits),
        new("drift of 20 % over the session", Drift),
        new("dependent slices (first-order, 0.9)", Dependent),
    ];

    /// <summary>Every third slice is slow: something that keeps time with the session.</summary>
    public static Noise Beating { get; } = new("every third slice four tolerances slower",
        (random, slices) => [.. Normal(random, slices).Select((value, i) => value + (i % SlicesOfBlock == 1 ? Beat : 0))]);

    /// <summary>What one measure has of its own, beside what all have in common.</summary>
    public static double Own(Random random) => OwnSpread * Gauss(random);

    private static double[] Normal(Random random, int slices) => [.. Repeat(slices, () => Spread * Gauss(random))];

    private static double[] HeavyTail(Random random, int slices) =>
        [.. Repeat(slices, () => HeavySpread * Gauss(random) / Math.Sqrt(-Math.Log(1 - random.NextDouble())))];

    private static double[] Hits(Random random, int slices)
    {
        var values = Normal(random, slices);
        for (var block = 0; block < slices / SlicesOfBlock; block++)
        {
            if (random.NextDouble() < HitShare)
            {
                values[(block * SlicesOfBlock) + random.Next(SlicesOfBlock)] += Hit;
            }
        }

        return values;
    }

    private static double[] Drift(Random random, int slices) =>
        [.. Normal(random, slices).Select((value, i) => value + (DriftShare * SimulatedSession.Level * i / slices))];

    private static double[] Dependent(Random random, int slices)
    {
        var values = Normal(random, slices);
        for (var i = 1; i < slices; i++)
        {
            values[i] = (Dependence * values[i - 1]) + (Math.Sqrt(1 - (Dependence * Dependence)) * values[i]);
        }

        return values;
    }

    private static IEnumerable<double> Repeat(int times, Func<double> draw) => Enumerable.Range(0, times).Select(_ => draw());

    // Box and Muller.
    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
