using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>All that a report tells, from what was measured to the verdicts.</summary>
internal static class ReportParts
{
    public static IReadOnlyList<ReportPart> Of(Recording recording, SessionAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(analysis);
        return
        [
            .. HeaderParts.Of(recording.Manifest),
            new ReportPart.Runs(ReportRun.Measured(recording)),
            .. ComparisonParts.Of(recording, analysis),
            .. Notes(recording, analysis),
            .. OutcomeParts.Of(recording.Manifest),
            .. analysis.Verdicts.SelectMany(verdict => (IEnumerable<ReportPart>)[new ReportPart.Gap(), .. VerdictText.Lines(verdict)]),
        ];
    }

    private static IEnumerable<ReportPart> Notes(Recording recording, SessionAnalysis analysis)
    {
        var notes = SessionNotes.Of(recording, analysis).Select(note => new ReportPart.Line($"Note: {note}.", Indent: 6)).ToList();
        return notes.Count > 0 ? [.. notes, new ReportPart.Gap()] : [];
    }
}
