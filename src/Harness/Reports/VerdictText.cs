using System.Globalization;
using System.Text;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>
/// A verdict in words: what was asked, what is the answer, how sure, what the session could see, what would decide. Lines, each with
/// its end; the same in reports and in failures of tests.
/// </summary>
public static class VerdictText
{
    /// <summary>Writes a verdict.</summary>
    public static string Create(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{verdict.Treatment}: {Word(verdict)} ({verdict.Budget}; {Basis(verdict)})\n");
        foreach (var cause in verdict.Causes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {cause}\n");
        }

        foreach (var finding in verdict.Findings)
        {
            WriteFinding(text, verdict, finding);
        }

        if (verdict.Kind == VerdictKind.Inconclusive)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Remedy(verdict)}\n");
        }

        return text.ToString();
    }

    private static void WriteFinding(StringBuilder text, Verdict verdict, Finding finding)
    {
        var difference = verdict.Comparison!.At(finding.Measure)!;
        text.Append(CultureInfo.InvariantCulture,
            $"  {finding.Measure.Name,-5} {Us.Signed(finding.Effect.Estimate)} us {Us.Between(finding.Effect.Interval)} on {Us.Plain(difference.ControlNs)}; allowed {Us.Plain(finding.ToleranceNs)} us: {finding.Kind.ToString().ToLowerInvariant()}");
        text.Append(finding.Unsupported is { } reason ? $": {reason}\n" : $", as the cost lies in {Us.Between(finding.Bounds)} at this error rate\n");
        var noise = verdict.Comparison.Noise.FirstOrDefault(each => each.Measure == finding.Measure);
        var floor = noise == null ? "no second control was measured" : $"noise floor (off-again - off) {Us.Signed(noise.Effect.Estimate)} us {Us.Between(noise.Effect.Interval)}";
        text.Append(CultureInfo.InvariantCulture, $"        {floor}; smallest effect that could have shown: {Us.Plain(finding.Effect.SmallestDetectable)} us\n");
    }

    private static string Word(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Within => "WITHIN its budget",
        VerdictKind.Improved => $"WITHIN its budget, and faster than {(verdict.Before == null ? "off" : "before")} by more than that",
        VerdictKind.Regressed when verdict.Before != null => "REGRESSED: it costs more than before, by more than its budget",
        VerdictKind.Regressed => "REGRESSED: it costs more than its budget",
        VerdictKind.Inconclusive => "INCONCLUSIVE: neither within its budget nor over it could be shown",
        _ => "INVALID: nothing can be said",
    };

    private static string Basis(Verdict verdict)
    {
        var units = verdict.Comparison switch
        {
            null => "no blocks",
            { Paired: true } paired => Count(paired.Blocks, "block"),
            var runs => $"{Count(runs.Blocks, "run")}, not paired",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{units}; wrong at most {verdict.ErrorRate * 100:0.###} % of the time at this look, {verdict.Budget.ErrorRate * 100:0.###} % in all");
    }

    private static string Remedy(Verdict verdict) => verdict.MoreBlocks switch
    {
        { } more when verdict.Comparison!.Paired => $"About {Count(more, "more block")} would decide it, if the estimate holds: measure with more blocks, or a longer limit.",
        { } more => $"About {Count(more, "more run")} would decide it, with and without the tracer together, if the estimate holds.",
        null when verdict.Findings.Any(finding => finding.Unsupported != null) => "More blocks would not decide it: longer slices would, or a budget without that percentile.",
        null => "More blocks would hardly decide it: the cost lies at what is allowed. Allow more or less.",
    };

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
