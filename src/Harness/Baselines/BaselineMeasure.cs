using System.Text.Json.Serialization;
using TraceToll.Analysis;

namespace TraceToll.Baselines;

/// <summary>One measure of a baseline. Times are us, to a hundredth; a bound that the data cannot give is null.</summary>
public sealed record BaselineMeasure
{
    private const double NsPerUs = 1_000;

    /// <summary><c>mean</c>, <c>p50</c>, ..., <c>worst</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>Whether a slice holds enough round trips for it.</summary>
    public required bool Supported { get; init; }

    /// <summary>The control's typical value.</summary>
    public required double OffUs { get; init; }

    /// <summary>The treatment's.</summary>
    public required double TreatmentUs { get; init; }

    /// <summary>What the treatment adds.</summary>
    public required double DeltaUs { get; init; }

    /// <summary>The 95 % interval of <see cref="DeltaUs"/>.</summary>
    [JsonConverter(typeof(NumbersOnOneLine))]
    public required IReadOnlyList<double?> IntervalUs { get; init; }

    /// <summary>What off-again, which is off too, differs by; null where it was not measured.</summary>
    public double? NoiseUs { get; init; }

    /// <summary>The 95 % interval of <see cref="NoiseUs"/>.</summary>
    [JsonConverter(typeof(NumbersOnOneLine))]
    public IReadOnlyList<double?>? NoiseIntervalUs { get; init; }

    /// <summary>Treatment minus control, block by block; null where runs are not paired.</summary>
    [JsonConverter(typeof(NumbersOnOneLine))]
    public IReadOnlyList<double?>? BlocksUs { get; init; }

    /// <summary>Off-again minus off, block by block; null where runs are not paired.</summary>
    [JsonConverter(typeof(NumbersOnOneLine))]
    public IReadOnlyList<double?>? NoiseBlocksUs { get; init; }

    /// <summary>The control's value in each run; null where blocks are paired.</summary>
    [JsonConverter(typeof(NumbersOnOneLine))]
    public IReadOnlyList<double?>? OffRunsUs { get; init; }

    /// <summary>The treatment's; null where blocks are paired.</summary>
    [JsonConverter(typeof(NumbersOnOneLine))]
    public IReadOnlyList<double?>? TreatmentRunsUs { get; init; }

    internal static BaselineMeasure Of(MeasureDifference difference, MeasureDifference? noise, bool paired) => new()
    {
        Measure = difference.Measure.Name,
        Supported = difference.IsSupported,
        OffUs = Us(difference.ControlNs),
        TreatmentUs = Us(difference.TreatmentNs),
        DeltaUs = Us(difference.Effect.Estimate),
        IntervalUs = Us(difference.Effect.Interval),
        NoiseUs = noise == null ? null : Us(noise.Effect.Estimate),
        NoiseIntervalUs = noise == null ? null : Us(noise.Effect.Interval),
        BlocksUs = paired ? Us(difference.BlockNs) : null,
        NoiseBlocksUs = paired && noise != null ? Us(noise.BlockNs) : null,
        OffRunsUs = paired ? null : Us(difference.ControlValuesNs),
        TreatmentRunsUs = paired ? null : Us(difference.TreatmentValuesNs),
    };

    internal MeasureDifference ToDifference(long fewestSamples) => BlocksUs is { } blocks
        ? MeasureDifference.Known(ToMeasure(), OffUs * NsPerUs, TreatmentUs * NsPerUs, Ns(blocks), fewestSamples)
        : MeasureDifference.Unpaired(ToMeasure(), Ns(OffRunsUs!), Ns(TreatmentRunsUs!), fewestSamples);

    internal MeasureDifference? ToNoise(long fewestSamples) => NoiseBlocksUs is { } blocks
        ? MeasureDifference.Known(ToMeasure(), OffUs * NsPerUs, OffUs * NsPerUs, Ns(blocks), fewestSamples)
        : null;

    /// <summary>The farthest that off-again may be from off; null where that is not known.</summary>
    internal double? NoiseFloorUs => NoiseIntervalUs is [{ } lower, { } upper] ? Math.Max(Math.Abs(lower), Math.Abs(upper)) : null;

    internal Measure ToMeasure() => Measure == Analysis.Measure.Worst.Name ? Analysis.Measure.Worst : Analysis.Measure.Parse(Measure);

    // The histograms have three digits: a hundredth of a us is finer than they are, and coarse enough to read.
    private static double Us(double ns) => Math.Round(ns / NsPerUs, 2, MidpointRounding.AwayFromZero) + 0.0;

    private static double?[] Us(Interval interval) => [Known(interval.Lower), Known(interval.Upper)];

    private static double? Known(double ns) => double.IsFinite(ns) ? Us(ns) : null;

    private static double?[] Us(IReadOnlyList<double> ns) => [.. ns.Select(value => (double?)Us(value))];

    private static double[] Ns(IReadOnlyList<double?> us) => [.. us.Select(value => value!.Value * NsPerUs)];
}
