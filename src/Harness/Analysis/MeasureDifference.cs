namespace TraceToll.Analysis;

/// <summary>Treatment minus control at one measure.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="ControlNs">The median over blocks of the control's values, ns.</param>
/// <param name="TreatmentNs">The median over blocks of the treatment's values, ns.</param>
/// <param name="BlockNs">Treatment minus control in each block, in the order of blocks, ns.</param>
/// <param name="FewestSamples">The smallest number of samples in a slice that went into it.</param>
public sealed record MeasureDifference(Measure Measure, double ControlNs, double TreatmentNs, IReadOnlyList<double> BlockNs, long FewestSamples)
{
    /// <summary>The median of the block differences, ns.</summary>
    public double MedianNs => Median(BlockNs);

    /// <summary>The smallest block difference, ns.</summary>
    public double LeastNs => BlockNs.Min();

    /// <summary>The largest block difference, ns.</summary>
    public double MostNs => BlockNs.Max();

    /// <summary>Whether every slice holds enough samples for the measure.</summary>
    public bool IsSupported => Measure.IsSupportedBy(FewestSamples);

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
