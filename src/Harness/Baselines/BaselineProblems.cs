using System.Globalization;
using TraceToll.Recordings;

namespace TraceToll.Baselines;

/// <summary>What of a baseline has to make sense beside being JSON.</summary>
internal static class BaselineProblems
{
    // Histograms hold no longer time; beyond it sums of figures may be no numbers any more.
    private const double LongestUs = Histograms.LongestNs / 1_000.0;

    /// <summary>What does not; null when all does.</summary>
    public static string? In(Baseline baseline) =>
        Nulls(baseline) is { } isNull ? isNull
        : baseline.Blocks < 1 ? $"its blocks are {baseline.Blocks.ToString(CultureInfo.InvariantCulture)}"
        : baseline.FewestSamples < 1 ? $"its round trips behind a figure are {baseline.FewestSamples.ToString(CultureInfo.InvariantCulture)}"
        : baseline.SessionsRequired < 1 ? $"it takes {baseline.SessionsRequired.ToString(CultureInfo.InvariantCulture)} sessions"
        : baseline.Sessions.Count == 0 ? "it comes from no session"
        : baseline.Measures.Count == 0 ? "it has no measures"
        : InTolerance(baseline) ?? baseline.Measures.Select(measure => In(measure, baseline)).FirstOrDefault(problem => problem != null)
            ?? (baseline.Measures.DistinctBy(measure => measure.BlocksUs == null).Count() > 1 ? "some of its measures have blocks and others runs" : null);

    /// <summary>JSON's null where a list or a map has something: the type of its entries does not keep it out.</summary>
    private static string? Nulls(Baseline baseline) =>
        baseline.Measures.Any(measure => measure is null) ? "a measure is null"
        : baseline.Sessions.Any(session => session is null) ? "a session is null"
        : baseline.Approval?.Forced?.Any(reason => reason is null) == true ? "what it was forced against is null"
        : baseline.Facts.FirstOrDefault(fact => fact.Value is null).Key is { } fact ? $"the fact {fact} is null"
        : baseline.Histograms.FirstOrDefault(histogram => histogram.Value is null).Key is { } mode ? $"the histogram of {mode} is null"
        : null;

    private static string? InTolerance(Baseline baseline)
    {
        try
        {
            var names = baseline.Measures.Select(measure => measure.ToMeasure()).ToList();
            return baseline.Measures.FirstOrDefault(measure => measure.Measure != measure.ToMeasure().Name) is { } other ? $"its measure {other.Measure} is called {other.ToMeasure().Name}"
                : names.Distinct().Count() < names.Count ? "it has a measure twice"
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
            : Figures(measure, rows).Any(us => !(Math.Abs(us) <= LongestUs)) ? $"{measure.Measure} has a figure beyond an hour, the longest that is measured"
            : measure.IntervalUs.Count != 2 || measure.NoiseIntervalUs is { Count: not 2 } ? $"an interval of {measure.Measure} has not two bounds"
            : measure.BlocksUs == null && measure is not { OffRunsUs.Count: > 0, TreatmentRunsUs.Count: > 0 } ? $"{measure.Measure} has neither blocks nor runs"
            : (measure.BlocksUs ?? measure.TreatmentRunsUs)!.Count != baseline.Blocks || measure.NoiseBlocksUs is { Count: 0 }
            ? $"{measure.Measure} has not as many figures as there are blocks, {baseline.Blocks.ToString(CultureInfo.InvariantCulture)}"
            : null;
    }

    private static IEnumerable<double> Figures(BaselineMeasure measure, IEnumerable<IReadOnlyList<double?>?> rows) =>
        ((IEnumerable<double?>)[measure.OffUs, measure.TreatmentUs, measure.DeltaUs, measure.NoiseUs, .. measure.IntervalUs, .. measure.NoiseIntervalUs ?? [], .. rows.SelectMany(row => row ?? [])])
            .OfType<double>();
}
