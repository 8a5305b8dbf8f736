using TraceToll.Recordings;

namespace TraceToll.Analysis;

/// <summary>All that is made of a recording before it is shown: comparisons, verdicts, and what to know of the session.</summary>
/// <param name="Comparisons">Each mode but the control with it; modes that share no block with it are left out.</param>
/// <param name="Verdicts">Of the modes that have a budget.</param>
/// <param name="Drift">How the control changed over the session; null where that cannot be told.</param>
/// <param name="Modalities">The heaps of each mode's round trips, where there are enough of them.</param>
public sealed record SessionAnalysis(
    IReadOnlyList<Comparison> Comparisons, IReadOnlyList<Verdict> Verdicts, Drift? Drift, IReadOnlyList<Modality> Modalities)
{
    /// <summary>Analyses a recording, with the budgets of its manifest.</summary>
    /// <exception cref="InvalidRecordingException">A budget of the manifest is none.</exception>
    public static SessionAnalysis Of(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var manifest = recording.Manifest;
        var budgets = Budgets(manifest);
        IReadOnlyList<Measure> measures = [.. Measure.All.Union(budgets.Values.SelectMany(budget => budget.Measures))];
        var units = Units.Of(recording, measures);
        var controls = Controls.Of(manifest);
        var comparisons = manifest.Modes.Skip(1).ToDictionary(mode => mode, mode => Comparison.Of(units, measures, mode, controls));
        return new SessionAnalysis(
            [.. comparisons.Values.OfType<Comparison>()],
            [.. budgets.Select(budget => Verdict.Of(manifest, comparisons.GetValueOrDefault(budget.Key), budget.Key, budget.Value))],
            Drift.Of(units, controls),
            [.. manifest.Modes.Select(mode => Modality.Of(mode, units.Of(mode))).OfType<Modality>()]);
    }

    private static Dictionary<string, Budget> Budgets(RecordingManifest manifest)
    {
        try
        {
            return manifest.Budgets?.ToDictionary(budget => budget.Key, budget => Budget.Parse(budget.Value)) ?? [];
        }
        catch (FormatException wrong)
        {
            throw new InvalidRecordingException($"the recording's budget cannot be read: {wrong.Message}");
        }
    }
}
