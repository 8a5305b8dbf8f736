using TraceToll.Analysis;
using TraceToll.Tracing;

namespace TraceToll.Reports;

/// <summary>By how much what a mode adds differs between recordings: each against the first.</summary>
internal static class SessionDifferences
{
    public static ReportTable Create(IReadOnlyList<ReportedSession> sessions)
    {
        var first = sessions[0];
        return new ReportTable(
            ["", first.Name, .. sessions.Skip(1).SelectMany(session => (string[])[session.Name, $"{session.Name} - {first.Name}"])],
            [
                .. from mode in sessions.SelectMany(session => session.Recording.Manifest.Modes).Distinct()
                   where !TracingMode.IsControlName(mode)
                   from measure in Measures(sessions, mode)
                   select (IReadOnlyList<string>)[$"{mode} {measure.Name}", Cell(Known(first, mode, measure)), .. sessions.Skip(1).SelectMany(session => Cells(first, session, mode, measure))],
            ]);
    }

    private static IEnumerable<Measure> Measures(IReadOnlyList<ReportedSession> sessions, string mode) =>
        sessions.SelectMany(session => session.Analysis.Comparisons).Where(comparison => comparison.Treatment == mode)
            .SelectMany(comparison => comparison.Differences).Where(difference => difference.IsSupported).Select(difference => difference.Measure).Distinct();

    private static IEnumerable<string> Cells(ReportedSession first, ReportedSession session, string mode, Measure measure)
    {
        var (before, now) = (Known(first, mode, measure), Known(session, mode, measure));
        return [Cell(now), before == null || now == null ? "" : first.Recording.Manifest.Interleaved == session.Recording.Manifest.Interleaved ? Cell(Verdict.Change(before, now)) : "not alike"];
    }

    /// <summary>Null where it was not measured, or the slices do not support it.</summary>
    private static MeasureDifference? Known(ReportedSession session, string mode, Measure measure) =>
        session.Analysis.Comparisons.FirstOrDefault(comparison => comparison.Treatment == mode)?.At(measure) is { IsSupported: true } known ? known : null;

    private static string Cell(MeasureDifference? difference) => difference == null ? "not measured" : Cell(difference.Effect);

    private static string Cell(Effect effect) => $"{Us.Signed(effect.Estimate)} {Us.Between(effect.Interval)}";
}
