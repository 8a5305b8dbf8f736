using System.Globalization;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>What to know of a session before its figures are believed: what was left out, drift, several heaps of latencies.</summary>
internal static class SessionNotes
{
    private const double Tiny = 0.0001;

    public static IEnumerable<string> Of(Recording recording, SessionAnalysis analysis)
    {
        if (recording.Manifest.BudgetsAfterwards)
        {
            yield return "a budget was chosen after measuring, when the figures could be known";
        }

        if (recording.Manifest.Exclusion is { } rule)
        {
            yield return Excluded(recording, rule);
        }

        if (analysis.Drift is { IsClear: true } drift)
        {
            var chance = string.Create(CultureInfo.InvariantCulture, $"Mann-Kendall p {(drift.PValue < Tiny ? "<" : "=")} {Math.Max(drift.PValue, Tiny):0.0000}");
            yield return $"without a tracer p50 changed by {Us.Percent(drift.Share)} over the session ({chance}): " + (recording.Manifest.Interleaved
                ? "modes alternate in random order inside blocks, which keeps that out of the differences"
                : "runs of one mode after the other cannot tell that from the tracer");
        }

        foreach (var mode in recording.Manifest.Modes.Where(mode => NeverRan(recording, mode)))
        {
            yield return $"{mode} was attached, but its programs never ran while runs were counted: this load gave it nothing to do, so that its figures say what being attached costs, and no more";
        }

        foreach (var note in NoiseNotes.Of(recording))
        {
            yield return note;
        }

        foreach (var modality in analysis.Modalities.Where(modality => modality.PeaksNs.Count > 1))
        {
            var peaks = string.Join(", ", modality.PeaksNs.Select(Us.Plain));
            yield return $"the round trips of {modality.Mode} fall into {modality.PeaksNs.Count} heaps, about {peaks} us: a percentile between two of them may jump";
        }
    }

    private static bool NeverRan(Recording recording, string mode) =>
        recording.Manifest.SenderHost?.Tracer.RunCounts == true
        && recording.Slices.Where(slice => slice.Mode == mode).SelectMany(slice => slice.Tracers).ToList() is { Count: > 0 } tracers
        && tracers.TrueForAll(tracer => tracer.Detached.Programs.Sum(program => program.RunCount) == 0);

    private static string Excluded(Recording recording, string rule)
    {
        var hits = Exclusion.Parse(rule);
        var blocks = recording.Excluded.Select(slice => slice.Block).Distinct().Order().ToList();
        var byMode = recording.Manifest.Modes.Select(mode =>
            string.Create(CultureInfo.InvariantCulture, $"{mode} {recording.Excluded.Count(slice => slice.Mode == mode && hits.Hits(slice))}"));
        var units = $"{(recording.Manifest.Interleaved ? "block" : "run")}{(blocks.Count == 1 ? "" : "s")}";
        var what = blocks.Count == 0 ? "nothing" : $"{units} {string.Join(", ", blocks)} (slices over it: {string.Join(", ", byMode)}); "
            + "if it hits traced modes more often than off, the tracer may be what it hits";
        return $"the rule {rule}, declared {(recording.Manifest.ExcludedAfterwards ? "after" : "before")} measuring, left out {what}";
    }
}
