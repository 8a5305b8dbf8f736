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
                .. from comparison in first.Analysis.Comparisons
                   where !TracingMode.IsControlName(comparison.Treatment)
                   from difference in comparison.Differences
                   where difference.IsSupported
                   select (IReadOnlyList<string>)
                   [
                       $"{comparison.Treatment} {difference.Measure.Name}", Cell(difference.Effect),
                       .. sessions.Skip(1).SelectMany(session => Cells(comparison, difference, session)),
                   ],
            ]);
    }

    private static IEnumerable<string> Cells(Comparison before, MeasureDifference earlier, ReportedSession session) =>
        session.Analysis.Comparisons.FirstOrDefault(comparison => comparison.Treatment == before.Treatment) is { } now && now.At(earlier.Measure) is { IsSupported: true } later
            ? [Cell(later.Effect), now.Paired == before.Paired ? Cell(Verdict.Change(earlier, later)) : "not alike"]
            : ["", ""];

    private static string Cell(Effect effect) => $"{Us.Signed(effect.Estimate)} {Us.Between(effect.Interval)}";
}
