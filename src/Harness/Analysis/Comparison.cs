using TraceToll.Recordings;

namespace TraceToll.Analysis;

/// <summary>
/// A treatment against the control of the same recording: what the mode costs, measure by measure; and what the second control differs
/// from the first by in the same blocks, which is the noise floor of the session.
/// </summary>
public sealed record Comparison
{
    private Comparison()
    {
    }

    /// <summary>The mode that is compared.</summary>
    public required string Treatment { get; init; }

    /// <summary>The mode that it is compared with.</summary>
    public required string Control { get; init; }

    /// <summary>Whether slices were paired inside blocks; otherwise whole runs were compared.</summary>
    public required bool Paired { get; init; }

    /// <summary>Blocks that hold both, or runs of the treatment.</summary>
    public required int Blocks { get; init; }

    /// <summary>One for each measure that is known of both.</summary>
    public required IReadOnlyList<MeasureDifference> Differences { get; init; }

    /// <summary>Off-again minus off; empty where off-again was not measured.</summary>
    public required IReadOnlyList<MeasureDifference> Noise { get; init; }

    /// <summary>What only all slices together support.</summary>
    public IReadOnlyList<Tail> Tails => LazyTails.Value;

    // Drawn only where they are shown: a verdict takes nothing from them.
    private Lazy<IReadOnlyList<Tail>> LazyTails { get; init; } = new([]);

    /// <summary>Compares a mode of a recording with its control; null when no block holds both.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="treatment">The mode.</param>
    /// <param name="more">Measures besides those that reports show.</param>
    public static Comparison? Of(Recording recording, string treatment, params IReadOnlyList<Measure> more)
    {
        ArgumentNullException.ThrowIfNull(recording);
        IReadOnlyList<Measure> measures = [.. Measure.All.Union(more)];
        return Of(Units.Of(recording, measures), measures, treatment, Controls.Of(recording.Manifest));
    }

    /// <summary>The difference at a measure; null where it is not known.</summary>
    public MeasureDifference? At(Measure measure) => Differences.FirstOrDefault(difference => difference.Measure == measure);

    /// <summary>From differences that were kept.</summary>
    internal static Comparison Known(
        string treatment, string control, bool paired, int blocks, IReadOnlyList<MeasureDifference> differences, IReadOnlyList<MeasureDifference> noise) => new()
        {
            Treatment = treatment,
            Control = control,
            Paired = paired,
            Blocks = blocks,
            Differences = differences,
            Noise = noise,
        };

    internal static Comparison? Of(Units units, IReadOnlyList<Measure> measures, string treatment, Controls controls) =>
        units.Paired ? OfBlocks(units, measures, treatment, controls) : OfRuns(units, measures, treatment, controls);

    private static Comparison? OfBlocks(Units units, IReadOnlyList<Measure> measures, string treatment, Controls controls)
    {
        var (control, treated) = Pairs(units.Of(controls.First), units.Of(treatment));
        if (control.Count == 0)
        {
            return null;
        }

        var (first, again) = Pairs(units.Of(controls.First), controls.Again is { } mode ? units.Of(mode) : []);
        List<MeasureDifference> differences = [.. Differ(measures, control, treated, MeasureDifference.Paired)];
        return new Comparison
        {
            Treatment = treatment,
            Control = controls.First,
            Paired = true,
            Blocks = control.Count,
            Differences = differences,
            Noise = [.. Differ(measures, first, again, MeasureDifference.Paired)],
            LazyTails = new Lazy<IReadOnlyList<Tail>>(() =>
                [.. differences.Where(difference => !difference.IsSupported).Select(difference => Tail.Of(difference.Measure, control, treated)).OfType<Tail>()]),
        };
    }

    /// <summary>Runs are not paired, so that both controls are one: more runs without a tracer.</summary>
    private static Comparison? OfRuns(Units units, IReadOnlyList<Measure> measures, string treatment, Controls controls)
    {
        var first = units.Of(controls.First);
        var again = controls.Again is { } mode ? units.Of(mode) : [];
        var treated = units.Of(treatment);
        IReadOnlyList<Unit> control = treatment == controls.Again ? first : [.. first, .. again];
        return control.Count == 0 || treated.Count == 0 ? null : new Comparison
        {
            Treatment = treatment,
            Control = controls.First,
            Paired = false,
            Blocks = treated.Count,
            Differences = [.. Differ(measures, control, treated, MeasureDifference.Unpaired)],
            Noise = [.. Differ(measures, first, again, MeasureDifference.Unpaired)],
        };
    }

    private static (List<Unit> Controls, List<Unit> Treated) Pairs(IReadOnlyList<Unit> controls, IReadOnlyList<Unit> treated)
    {
        var pairs = controls.Join(treated, control => control.Block, treatment => treatment.Block, (control, treatment) => (control, treatment)).ToList();
        return ([.. pairs.Select(pair => pair.control)], [.. pairs.Select(pair => pair.treatment)]);
    }

    private static IEnumerable<MeasureDifference> Differ(
        IReadOnlyList<Measure> measures, IReadOnlyList<Unit> controls, IReadOnlyList<Unit> treated,
        Func<Measure, IReadOnlyList<double>, IReadOnlyList<double>, long, MeasureDifference> compare)
    {
        if (controls.Count == 0 || treated.Count == 0)
        {
            return [];
        }

        var fewest = controls.Concat(treated).Min(unit => unit.Samples);
        return measures.Where(measure => controls.Concat(treated).All(unit => unit.ValuesNs.ContainsKey(measure)))
            .Select(measure => compare(measure, ValuesNs(measure, controls), ValuesNs(measure, treated), fewest));
    }

    private static double[] ValuesNs(Measure measure, IReadOnlyList<Unit> units) => [.. units.Select(unit => unit.ValuesNs[measure])];
}
