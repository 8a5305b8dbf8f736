using System.Globalization;

namespace TraceToll.Baselines;

/// <summary>What of a baseline has to make sense beside being JSON.</summary>
internal static class BaselineProblems
{
    /// <summary>What does not; null when all does.</summary>
    public static string? In(Baseline baseline) =>
        baseline.Blocks < 1 ? $"its blocks are {baseline.Blocks.ToString(CultureInfo.InvariantCulture)}"
        : baseline.FewestSamples < 1 ? $"its round trips behind a figure are {baseline.FewestSamples.ToString(CultureInfo.InvariantCulture)}"
        : baseline.SessionsRequired < 1 ? $"it takes {baseline.SessionsRequired.ToString(CultureInfo.InvariantCulture)} sessions"
        : baseline.Sessions.Count == 0 ? "it comes from no session"
        : baseline.Measures.Count == 0 ? "it has no measures"
        : InTolerance(baseline) ?? baseline.Measures.Select(measure => In(measure, baseline)).FirstOrDefault(problem => problem != null);

    private static string? InTolerance(Baseline baseline)
    {
        try
        {
            var names = baseline.Measures.Select(measure => measure.ToMeasure()).ToList();
            return names.Distinct().Count() < names.Count ? "it has a measure twice"
                : baseline.Allowed.Measures.FirstOrDefault(measure => !names.Contains(measure)) is { } missing ? $"its tolerance is for {missing.Name}, which it does not have"
                : null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    private static string? In(BaselineMeasure measure, Baseline baseline)
    {
        IReadOnlyList<IReadOnlyList<double?>?> rows = [measure.BlocksUs, measure.NoiseBlocksUs, measure.OffRunsUs, measure.TreatmentRunsUs];
        return rows.Any(row => row?.Any(value => value == null) == true) ? $"{measure.Measure} has a null among its figures"
            : measure.IntervalUs.Count != 2 || measure.NoiseIntervalUs is { Count: not 2 } ? $"an interval of {measure.Measure} has not two bounds"
            : measure.BlocksUs == null && measure is not { OffRunsUs.Count: > 0, TreatmentRunsUs.Count: > 0 } ? $"{measure.Measure} has neither blocks nor runs"
            : (measure.BlocksUs ?? measure.TreatmentRunsUs)!.Count != baseline.Blocks || measure.NoiseBlocksUs is { Count: 0 }
            ? $"{measure.Measure} has not as many figures as there are blocks, {baseline.Blocks.ToString(CultureInfo.InvariantCulture)}"
            : null;
    }
}
