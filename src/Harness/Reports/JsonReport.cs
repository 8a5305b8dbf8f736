using System.Text.Json;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>The result for programs: outcome and differences. The recording itself is JSON too, in its folder.</summary>
public static class JsonReport
{
    private const int Schema = 2;

    /// <summary>Makes the report; one object, indented, with a line end.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="folder">Its folder, which the report names.</param>
    public static string Create(Recording recording, string folder) => Create(recording, SessionAnalysis.Of(recording), folder);

    /// <summary>Makes the report of a recording that has been analysed already.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="analysis">Its analysis.</param>
    /// <param name="folder">Its folder, which the report names.</param>
    public static string Create(Recording recording, SessionAnalysis analysis, string folder)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(analysis);
        var manifest = recording.Manifest;
        return JsonSerializer.Serialize(new
        {
            Schema,
            Recording = folder,
            manifest.Outcome,
            manifest.Scenario,
            manifest.Testbed,
            manifest.Side,
            manifest.Plan,
            manifest.PlantedDelayNs,
            manifest.PlantedSide,
            manifest.Looks,
            manifest.BudgetsAfterwards,
            manifest.Exclusion,
            manifest.ExcludedAfterwards,
            ExcludedBlocks = recording.Excluded.Select(slice => slice.Block).Distinct().Order(),
            Comparisons = analysis.Comparisons.Select(OfComparison),
            Verdicts = analysis.Verdicts.Select(OfVerdict),
            analysis.Drift,
            analysis.Modalities,
        }, RecordingJson.Indented) + "\n";
    }

    private static object OfComparison(Comparison comparison) => new
    {
        comparison.Treatment,
        comparison.Control,
        comparison.Paired,
        comparison.Blocks,
        Measures = comparison.Differences.Select(OfDifference),
        Noise = comparison.Noise.Select(OfDifference),
        Tails = comparison.Tails.Select(tail => new { tail.Measure.Name, tail.ControlNs, tail.TreatmentNs, tail.DifferenceNs, IntervalNs = Bounds(tail.Interval), tail.Samples }),
    };

    private static object OfDifference(MeasureDifference difference) => new
    {
        difference.Measure.Name,
        Supported = difference.IsSupported,
        difference.ControlNs,
        difference.TreatmentNs,
        DifferenceNs = difference.Effect.Estimate,
        IntervalNs = Bounds(difference.Effect.Interval),
        SmallestDetectableNs = Known(difference.Effect.SmallestDetectable),
        difference.Ratio,
        RatioInterval = Bounds(difference.RatioInterval),
        difference.BlockNs,
    };

    private static object OfVerdict(Verdict verdict) => new
    {
        verdict.Treatment,
        Budget = $"{verdict.Budget}",
        verdict.Kind,
        verdict.Causes,
        verdict.ErrorRate,
        verdict.MoreBlocks,
        Findings = verdict.Findings.Select(finding => new
        {
            finding.Measure.Name,
            finding.Kind,
            DifferenceNs = finding.Effect.Estimate,
            finding.ToleranceNs,
            BoundsNs = Bounds(finding.Bounds),
            finding.UnitsToDecide,
            finding.Unsupported,
        }),
    };

    /// <summary>JSON knows no infinity: a bound that is not known is null.</summary>
    private static object Bounds(Interval interval) => new { Lower = Known(interval.Lower), Upper = Known(interval.Upper) };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
