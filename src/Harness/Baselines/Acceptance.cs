using System.Globalization;

namespace TraceToll.Baselines;

/// <summary>What speaks against approving a baseline.</summary>
internal static class Acceptance
{
    /// <summary>Of the baseline itself: a machine too noisy for its tolerance, figures too uncertain, too few sessions.</summary>
    public static IEnumerable<string> Problems(Baseline baseline, BaselinePair pair)
    {
        if (baseline.Environment != pair.Environment)
        {
            yield return $"it was measured in the environment {baseline.Environment}, and lies in {pair.Environment}: move it to that folder, or measure here";
        }

        foreach (var allowance in baseline.Allowed.Allowances)
        {
            var measure = baseline.Measures.First(each => each.Measure == allowance.Measure.Name);
            foreach (var problem in Problems(measure, allowance.ToleranceNs(measure.OffUs * 1_000) / 1_000))
            {
                yield return problem;
            }
        }

        if (baseline.Sessions.Count < baseline.SessionsRequired)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{baseline.Sessions.Count} of the {baseline.SessionsRequired} sessions that have to agree: measure again, which confirms it or begins anew");
        }
    }

    /// <summary>Of the session that is to be approved, where that is at hand.</summary>
    public static IEnumerable<string> Problems(BaselineCheck check) => check.Outcome switch
    {
        BaselineOutcome.Invalid => check.Verdict!.Causes.Select(cause => $"it is invalid: {cause}"),
        BaselineOutcome.Inconclusive => ["it is inconclusive: neither that it changed could be shown, nor that it did not; measure again, longer"],
        _ => [],
    };

    private static IEnumerable<string> Problems(BaselineMeasure measure, double toleranceUs)
    {
        if (!measure.Supported)
        {
            yield return $"a slice has too few round trips for {measure.Measure}: make slices longer, or take it out of the tolerance";
        }

        if (!(measure.NoiseFloorUs <= toleranceUs))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"the noise floor at {measure.Measure}, {Known(measure.NoiseFloorUs)}, is over the tolerance of {toleranceUs:0.0#} us: measure on a quieter machine, take more blocks, or allow more");
        }

        if (measure.IntervalUs is not [{ } lower, { } upper] || (upper - lower) / 2 > toleranceUs)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"it is inconclusive at {measure.Measure}: what tracing adds {KnownTo(measure)}, and {toleranceUs:0.0#} us may change: take more blocks, or allow more");
        }
    }

    private static string KnownTo(BaselineMeasure measure) => measure.IntervalUs is [{ } lower, { } upper]
        ? string.Create(CultureInfo.InvariantCulture, $"is known to {(upper - lower) / 2:0.0#} us")
        : "has no bounds with so few";

    private static string Known(double? us) => us is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.0#} us") : "which nothing bounds";
}
