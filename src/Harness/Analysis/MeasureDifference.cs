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

    /// <summary>
    /// What the treatment adds as a share of the control, 0.1 for 10 % more: the typical ratio inside blocks, less 1. Null where a value
    /// was 0.
    /// </summary>
    public required double? Ratio { get; init; }

    /// <summary>The 95 % interval of <see cref="Ratio"/>.</summary>
    public required Interval RatioInterval { get; init; }

    /// <summary>The values behind it, ns, in the order of blocks where these are paired.</summary>
    internal IReadOnlyList<double> ControlValuesNs { get; private init; } = [];

    /// <summary>The treatment's, ns.</summary>
    internal IReadOnlyList<double> TreatmentValuesNs { get; private init; } = [];

    /// <summary>Whether every slice holds enough samples for the measure.</summary>
    public bool IsSupported => Measure.IsSupportedBy(FewestSamples);

    /// <summary>What the treatment adds to the control's values once these are turned into others, ns.</summary>
    internal Effect Over(Func<double, double> turn) => ControlValuesNs.Count == 0
        ? new PairedEffect([.. BlockNs.Select(difference => difference + ControlNs - turn(ControlNs))])
        : BlockNs.Count > 0
        ? new PairedEffect([.. TreatmentValuesNs.Zip(ControlValuesNs, (treatment, control) => treatment - turn(control))])
        : new MeanEffect([.. ControlValuesNs.Select(turn)], TreatmentValuesNs);

    /// <summary>From values of the same blocks, block by block.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="controlNs">The control's values, ns.</param>
    /// <param name="treatmentNs">The treatment's values, in the same order of blocks, ns.</param>
    /// <param name="fewestSamples">The smallest number of samples behind a value.</param>
    /// <exception cref="ArgumentException">There are none, or not as many of both.</exception>
    internal static MeasureDifference Paired(Measure measure, IReadOnlyList<double> controlNs, IReadOnlyList<double> treatmentNs, long fewestSamples)
    {
        ArgumentNullException.ThrowIfNull(controlNs);
        ArgumentNullException.ThrowIfNull(treatmentNs);
        if (controlNs.Count != treatmentNs.Count)
        {
            throw new ArgumentException($"{controlNs.Count} values of the control and {treatmentNs.Count} of the treatment are no pairs; give one of both for each block");
        }

        double[] differences = [.. treatmentNs.Zip(controlNs, (treatment, control) => treatment - control)];
        var ratio = CanBeRatio(controlNs, treatmentNs)
            ? new PairedEffect([.. treatmentNs.Zip(controlNs, (treatment, control) => Math.Log(treatment / control))])
            : null;
        return new MeasureDifference
        {
            Measure = measure,
            ControlNs = Statistics.Median(controlNs),
            TreatmentNs = Statistics.Median(treatmentNs),
            ControlValuesNs = controlNs,
            TreatmentValuesNs = treatmentNs,
            Effect = new PairedEffect(differences),
            BlockNs = differences,
            FewestSamples = fewestSamples,
            Ratio = ToShare(ratio?.Estimate),
            RatioInterval = ToShare(ratio),
        };
    }

    /// <summary>From differences that were kept: of the values behind them only what is typical is known.</summary>
    internal static MeasureDifference Known(Measure measure, double controlNs, double treatmentNs, IReadOnlyList<double> blockNs, long fewestSamples) => new()
    {
        Measure = measure,
        ControlNs = controlNs,
        TreatmentNs = treatmentNs,
        Effect = new PairedEffect(blockNs),
        BlockNs = blockNs,
        FewestSamples = fewestSamples,
        Ratio = null,
        RatioInterval = Interval.Unbounded,
    };

    /// <summary>From values of runs that are not paired.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="controlNs">The control's values, ns.</param>
    /// <param name="treatmentNs">The treatment's values, ns.</param>
    /// <param name="fewestSamples">The smallest number of samples behind a value.</param>
    /// <exception cref="ArgumentException">There are none of either.</exception>
    internal static MeasureDifference Unpaired(Measure measure, IReadOnlyList<double> controlNs, IReadOnlyList<double> treatmentNs, long fewestSamples)
    {
        ArgumentNullException.ThrowIfNull(controlNs);
        ArgumentNullException.ThrowIfNull(treatmentNs);
        var ratio = CanBeRatio(controlNs, treatmentNs)
            ? new MeanEffect([.. controlNs.Select(value => Math.Log(value))], [.. treatmentNs.Select(value => Math.Log(value))])
            : null;
        return new MeasureDifference
        {
            Measure = measure,
            ControlNs = controlNs.Average(),
            TreatmentNs = treatmentNs.Average(),
            ControlValuesNs = controlNs,
            TreatmentValuesNs = treatmentNs,
            Effect = new MeanEffect(controlNs, treatmentNs),
            BlockNs = [],
            FewestSamples = fewestSamples,
            Ratio = ToShare(ratio?.Estimate),
            RatioInterval = ToShare(ratio),
        };
    }

    private static bool CanBeRatio(IReadOnlyList<double> controlNs, IReadOnlyList<double> treatmentNs) =>
        controlNs.Concat(treatmentNs).All(value => value > 0);

    private static double? ToShare(double? logarithm) => logarithm is { } known ? Math.Exp(known) - 1 : null;

    private static Interval ToShare(Effect? ofLogarithms) => ofLogarithms?.Interval.Through(logarithm => Math.Exp(logarithm) - 1) ?? Interval.Unbounded;
}
