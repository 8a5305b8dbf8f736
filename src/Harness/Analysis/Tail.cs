namespace TraceToll.Analysis;

/// <summary>
/// Treatment minus control at a percentile that no single slice supports, but all slices together do: from their pooled round trips,
/// with an interval from drawing whole blocks again. Shown, never judged.
/// </summary>
/// <param name="Measure">The percentile.</param>
/// <param name="ControlNs">The control's pooled percentile, ns.</param>
/// <param name="TreatmentNs">The treatment's, ns.</param>
/// <param name="Interval">The 95 % interval of their difference, ns.</param>
/// <param name="Samples">The smaller of both numbers of round trips.</param>
/// <remarks>
/// Source: Davison and Hinkley, Bootstrap Methods and their Application (1997), 2.4 and 5.3.1: the percentile method, on blocks,
/// since round trips of a slice are not independent. It is known to be too narrow with few blocks.
/// </remarks>
public sealed record Tail(Measure Measure, double ControlNs, double TreatmentNs, Interval Interval, long Samples)
{
    /// <summary>The fewest blocks that are drawn from.</summary>
    public const int FewestBlocks = 8;

    private const int Draws = 1_000;
    private const int Seed = 20201101;
    private const double ErrorEachSide = 0.025;

    /// <summary>The difference, ns.</summary>
    public double DifferenceNs => TreatmentNs - ControlNs;

    /// <summary>Of units of the same blocks, pair by pair; null where all together do not support the measure, or blocks are few.</summary>
    internal static Tail? Of(Measure measure, IReadOnlyList<Unit> controls, IReadOnlyList<Unit> treated)
    {
        var samples = Math.Min(controls.Sum(unit => unit.Samples), treated.Sum(unit => unit.Samples));
        if (controls.Count < FewestBlocks || measure.Percentile is not { } percentile || !measure.IsSupportedBy(samples))
        {
            return null;
        }

        var (control, treatment) = (new PooledTail(controls, percentile), new PooledTail(treated, percentile));
        int[] once = [.. Enumerable.Repeat(1, controls.Count)];
        var random = new Random(Seed);
        double[] differences = [.. Enumerable.Range(0, Draws).Select(_ => Draw(random, controls.Count))
            .Select(weights => (double)(treatment.ValueNs(weights) - control.ValueNs(weights))).Order()];
        var outside = (int)(ErrorEachSide * Draws);
        return new Tail(measure, control.ValueNs(once), treatment.ValueNs(once), new Interval(differences[outside], differences[^(outside + 1)]), samples);
    }

    private static int[] Draw(Random random, int blocks)
    {
        var weights = new int[blocks];
        for (var i = 0; i < blocks; i++)
        {
            weights[random.Next(blocks)]++;
        }

        return weights;
    }
}
