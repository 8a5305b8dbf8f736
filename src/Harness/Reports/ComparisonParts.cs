using System.Globalization;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Reports;

/// <summary>What modes add to off, in several ways of looking at it, and what else happened.</summary>
internal static class ComparisonParts
{
    public static IEnumerable<ReportPart> Of(Recording recording, SessionAnalysis analysis) => analysis.Comparisons.Count == 0
        ? [new ReportPart.Line("Nothing to compare: no block holds off and another mode."), new ReportPart.Gap()]
        :
        [
            .. Deltas(recording.Manifest, analysis.Comparisons), .. Ratios(analysis.Comparisons), .. Detectable(analysis.Comparisons),
            .. Tails(analysis.Comparisons), .. Witnesses(recording),
        ];

    public static IEnumerable<ReportPart> Deltas(RecordingManifest manifest, IReadOnlyList<Comparison> comparisons)
    {
        yield return new ReportPart.Heading("Round trip in microseconds: what a mode adds to off [95 % interval].");
        yield return new ReportPart.Line(Method(manifest, comparisons));
        if (!comparisons.SelectMany(comparison => comparison.Differences).All(difference => difference.Effect.Interval.IsFinite))
        {
            yield return new ReportPart.Line($"A ? is a bound that so few {(comparisons[0].Paired ? "blocks" : "runs")} cannot give.");
        }

        yield return ReportPart.Divisible.Of(comparisons, DeltaTable.Create);
        yield return new ReportPart.Line($"{OriginTable.UnsupportedMark} {TooFew(comparisons)}", Indent: 2);
        yield return new ReportPart.Gap();
    }

    /// <summary>How many round trips a percentile takes, and how many there are.</summary>
    public static string TooFew(IReadOnlyList<Comparison> comparisons)
    {
        var samples = comparisons.Min(comparison => comparison.Differences[0].FewestSamples);
        var needs = comparisons[0].Differences.Select(difference => difference.Measure).Where(measure => measure.Percentile is >= 99 and < 100)
            .Select(measure => string.Create(CultureInfo.InvariantCulture, $"{measure.Name} needs {measure.SamplesNeeded}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"too few round trips in a {(comparisons[0].Paired ? "slice" : "run")} (the fewest are {samples}): {string.Join(", ", needs)}; none are enough for the worst");
    }

    /// <summary>From how many blocks or runs, and by which method.</summary>
    public static string Method(RecordingManifest manifest, IReadOnlyList<Comparison> comparisons)
    {
        var least = comparisons.Min(comparison => comparison.Blocks);
        var measuredAgain = manifest.Modes.Contains(TracingMode.OffAgain.Name);
        return (comparisons[0].Paired
            ? string.Create(CultureInfo.InvariantCulture, $"From {least} block{(least == 1 ? "" : "s")}: Hodges-Lehmann, signed ranks.")
            : string.Create(CultureInfo.InvariantCulture, $"From {least} run{(least == 1 ? "" : "s")}, not paired: means, permutations{(measuredAgain ? "; off-again counts as off" : "")}."))
            + (measuredAgain ? " off-again - off is the noise floor of this session: nothing differs between the two." : "");
    }

    public static IEnumerable<ReportPart> Ratios(IReadOnlyList<Comparison> comparisons) =>
    [
        new ReportPart.Heading("The same in % of off [95 % interval]: the typical ratio inside blocks"),
        ReportPart.Divisible.Of(comparisons, RatioTable.Create),
    ];

    public static IEnumerable<ReportPart> Detectable(IReadOnlyList<Comparison> comparisons) =>
    [
        new ReportPart.Heading("The smallest effect that could have been told from none here, us"),
        ReportPart.Divisible.Of(comparisons, DetectableTable.Create),
    ];

    public static IEnumerable<ReportPart> Tails(IReadOnlyList<Comparison> comparisons) =>
        comparisons.Where(comparison => comparison.Tails.Count > 0).ToList() is not { Count: > 0 } withTails ? [] :
        [
            new ReportPart.Heading("The tail, from the round trips of all slices together [95 % interval from drawing blocks again], us"),
            ReportPart.Divisible.Of(withTails, TailTable.Create),
        ];

    public static IEnumerable<ReportPart> Witnesses(Recording recording) => WitnessTable.Modes(recording) is not { Count: > 0 } modes ? [] :
        [
            new ReportPart.Heading("What happened in the slices"),
            ReportPart.Divisible.Of(modes, part => WitnessTable.Create(recording, part)),
        ];
}
