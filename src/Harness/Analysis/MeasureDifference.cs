namespace TraceToll.Analysis;

/// <summary>Treatment minus control at one measure.</summary>
public sealed record MeasureDifference
{
    private MeasureDifference()
    {
    }

    /// <summary>The measure.</summary>
    public required Measure Measure { get; init; }

    /// <summary>The control's typical value: the median over its slices, or the mean over its runs, ns.</summary>
    public required double ControlNs { get; init; }

    /// <summary>The treatment's, ns.</summary>
    public required double TreatmentNs { get; init; }

    /// <summary>What the treatment adds, ns.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Treatment minus control in each block, in the order of blocks, ns; empty where runs are not paired.</summary>
    public required IReadOnlyList<double> BlockNs { get; init; }

    /// <summary>The smallest number of samples in a slice that went into it.</summary>
    public required long FewestSamples { get; init; }

    /// <summary>The estimate as a share of the control: 0.1 is 10 % more. Null where a value was 0.</summary>
    public required double? Ratio { get; init; }

    /// <summary>The 95 % interval of <see cref="Ratio"/>.</summary>
    public required Interval RatioInterval { get; init; }

    /// <summary>Whether every slice holds enough samples for the measure.</summary>
    public bool IsSupported => Measure.IsSupportedBy(FewestSamples);

    /// <summary>From values of the same blocks, block by block.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="controlNs">The control's values, ns.</param>
    /// <param name="treatmentNs">The treatment's values, in the same order of blocks, ns.</param>
    /// <param name="fewestSamples">The smallest number of samples behind a value.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    public static MeasureDifference Paired(Measure measure, IReadOnlyList<double> controlNs, IReadOnlyList<double> treatmentNs, long fewestSamples)
    {
        ArgumentNullException.ThrowIfNull(controlNs);
        ArgumentNullException.ThrowIfNull(treatmentNs);
        if (controlNs.Count != treatmentNs.Count)
        {
            throw new ArgumentException($"{controlNs.Count} values of the control and {treatmentNs.Count} of the treatment are no pairs; give one of both for each block");
        }

        double[] differences = [.. treatmentNs.Zip(controlNs, (treatment, control) => treatment - control)];
        return Create(measure, Statistics.Median(controlNs), Statistics.Median(treatmentNs), new PairedEffect(differences), differences, fewestSamples,
            CanBeRatio(controlNs, treatmentNs) ? new PairedEffect([.. treatmentNs.Zip(controlNs, (treatment, control) => Math.Log(treatment / control))]) : null);
    }

    /// <summary>From values of runs that are not paired.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="controlNs">The control's values, ns.</param>
    /// <param name="treatmentNs">The treatment's values, ns.</param>
    /// <param name="fewestSamples">The smallest number of samples behind a value.</param>
    /// <exception cref="ArgumentException">There are none of either.</exception>
    public static MeasureDifference Unpaired(Measure measure, IReadOnlyList<double> controlNs, IReadOnlyList<double> treatmentNs, long fewestSamples)
    {
        ArgumentNullException.ThrowIfNull(controlNs);
        ArgumentNullException.ThrowIfNull(treatmentNs);
        return Create(measure, controlNs.Average(), treatmentNs.Average(), new MeanEffect(controlNs, treatmentNs), [], fewestSamples,
            CanBeRatio(controlNs, treatmentNs) ? new MeanEffect([.. controlNs.Select(value => Math.Log(value))], [.. treatmentNs.Select(value => Math.Log(value))]) : null);
    }

    private static MeasureDifference Create(
        Measure measure, double controlNs, double treatmentNs, Effect effect, double[] blockNs, long fewestSamples, Effect? ofLogarithms) => new()
        {
            Measure = measure,
            ControlNs = controlNs,
            TreatmentNs = treatmentNs,
            Effect = effect,
            BlockNs = blockNs,
            FewestSamples = fewestSamples,
            Ratio = ofLogarithms is { } ratio ? Math.Exp(ratio.Estimate) - 1 : null,
            RatioInterval = ofLogarithms?.Interval.Through(logarithm => Math.Exp(logarithm) - 1) ?? Interval.Unbounded,
        };

    private static bool CanBeRatio(IReadOnlyList<double> controlNs, IReadOnlyList<double> treatmentNs) =>
        controlNs.Concat(treatmentNs).All(value => value > 0);
}
