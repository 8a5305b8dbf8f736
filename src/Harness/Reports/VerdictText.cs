using System.Globalization;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>
/// A verdict in words: the answer, what was asked, how sure it is, what was found and what could have been, what would decide. Lines,
/// each with its end; the same in reports and in failures of tests.
/// </summary>
public static class VerdictText
{
    // Where the text beside the name of a measure begins.
    private const int Indent = 12;

    /// <summary>Writes a verdict.</summary>
    public static string Create(Verdict verdict) => PlainText.Of(Lines(verdict));

    /// <summary>The lines of a verdict.</summary>
    internal static IEnumerable<ReportPart> Lines(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return
        [
            Answer(verdict),
            .. verdict.Causes.Select(cause => new ReportPart.Line($"  - {cause}", Indent: 4)),
            Named(Limit(verdict), $"{verdict.Budget}{(verdict.Budget.Allowances.Any(IsChoice) ? " (whichever is more)" : "")}, judged by {Basis(verdict)}"),
            .. verdict.Findings.SelectMany(finding => Lines(verdict, finding)),
            .. Rest(verdict),
        ];
    }

    /// <summary>The answer: mode, word, and what the word means.</summary>
    internal static ReportPart.Line Answer(Verdict verdict)
    {
        var word = Word(verdict);
        return new ReportPart.Line($"{verdict.Treatment}: {word}", Indent: 4)
        {
            Word = new TonedWord(verdict.Treatment.Length + 2, word.TakeWhile(char.IsAsciiLetterUpper).Count(), ToneOf(verdict.Kind)),
        };
    }

    private static IEnumerable<ReportPart.Line> Lines(Verdict verdict, Finding finding)
    {
        var difference = verdict.Comparison!.At(finding.Measure)!;
        var on = verdict.Before?.At(finding.Measure) is { } before
            ? $"over {Us.Signed(before.Effect.Estimate)} us before"
            : $"on {Us.Plain(difference.ControlNs)} us of {verdict.Comparison.Control}";
        yield return Named(finding.Measure.Name,
            $"{Us.Signed(finding.Effect.Estimate)} us {Us.Between(finding.Effect.Interval)} {on}, {Us.Plain(finding.ToleranceNs)} us allowed: {Conclusion(verdict, finding)}");
        var noise = verdict.Comparison.Noise.FirstOrDefault(each => each.Measure == finding.Measure);
        var floor = noise == null ? "not measured, for want of a second control" : $"{Us.Signed(noise.Effect.Estimate)} us {Us.Between(noise.Effect.Interval)}";
        var smallest = finding.Effect.SmallestDetectable;
        yield return Named("", $"noise floor (off-again - off) {floor}; smallest effect that could have shown {Us.Plain(smallest)}{(double.IsFinite(smallest) ? " us" : "")}");
    }

    private static IEnumerable<ReportPart.Line> Rest(Verdict verdict)
    {
        if (verdict.Findings.Count > 0)
        {
            yield return Named("", $"[ ] are 95 % intervals{(verdict.Kind == VerdictKind.Invalid ? "" : "; at the least, at the most and between go by the error rate above")}");
        }

        if (verdict.Kind == VerdictKind.Inconclusive)
        {
            yield return Named("remedy", Remedy(verdict));
        }
    }

    private static Tone ToneOf(VerdictKind kind) => kind switch
    {
        VerdictKind.Within or VerdictKind.Improved => Tone.Good,
        VerdictKind.Inconclusive => Tone.Unsure,
        _ => Tone.Bad,
    };

    private static string Word(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Within => $"WITHIN its {Limit(verdict)}",
        VerdictKind.Improved => $"WITHIN its {Limit(verdict)}, and faster than {(verdict.Before == null ? "off" : "before")} by more than that",
        VerdictKind.Regressed when verdict.Before != null => "REGRESSED: it costs more than before, by more than its tolerance",
        VerdictKind.Regressed => "REGRESSED: it costs more than its budget",
        VerdictKind.Inconclusive => $"INCONCLUSIVE: neither within its {Limit(verdict)} nor over it could be shown",
        _ => "INVALID: nothing can be said",
    };

    private static string Limit(Verdict verdict) => verdict.Before == null ? "budget" : "tolerance";

    private static string Conclusion(Verdict verdict, Finding finding)
    {
        var (costs, saves) = verdict.Before == null ? ("costs", "saves") : ("rose by", "fell by");
        return (verdict.Kind, finding) switch
        {
            (VerdictKind.Invalid, _) => "not judged",
            (_, { Unsupported: { } reason }) => $"inconclusive, as {reason}",
            (_, { Kind: VerdictKind.Regressed }) => $"regressed, as it {costs} {Us.Signed(finding.Bounds.Lower)} us at the least",
            (_, { Kind: VerdictKind.Improved }) => $"improved, as it {saves} {Us.Plain(-finding.Bounds.Upper)} us at the least",
            (_, { Kind: VerdictKind.Within }) => $"within, as it {costs} {Us.Signed(finding.Bounds.Upper)} us at the most",
            _ => finding.Bounds is { IsFinite: true } bounds
                ? $"inconclusive, as it {costs} between {Us.Signed(bounds.Lower)} and {Us.Signed(bounds.Upper)} us"
                : $"inconclusive, as so few {(verdict.Comparison!.Paired ? "blocks" : "runs")} do not bound the cost at this error rate",
        };
    }

    private static string Basis(Verdict verdict)
    {
        var units = verdict.Comparison switch
        {
            null => "no blocks",
            { Paired: true } paired => Count(paired.Blocks, "block") + (verdict.Before is { } before ? string.Create(CultureInfo.InvariantCulture, $" and {before.Blocks} before") : ""),
            var runs => $"{Count(runs.Blocks, "run")}, not paired",
        };
        var (now, inAll) = (verdict.ErrorRate * 100, verdict.Budget.ErrorRate * 100);
        return $"{units}; wrong at most " + (now < inAll
            ? string.Create(CultureInfo.InvariantCulture, $"{now:0.###} % of the time at this look, {inAll:0.###} % at all looks together")
            : string.Create(CultureInfo.InvariantCulture, $"{inAll:0.###} % of the time"));
    }

    private static string Remedy(Verdict verdict) => verdict.MoreBlocks switch
    {
        { } more when verdict.Before != null => $"about {Count(more, "more block")} now would decide it, if the estimate holds: measure again when the machine is quieter, or approve a longer plan",
        { } more when verdict.Comparison!.Paired => $"about {Count(more, "more block")} would decide it, if the estimate holds: measure with more blocks, or a longer limit",
        { } more => $"about {Count(more, "more run")} would decide it, with and without the tracer together, if the estimate holds",
        null when verdict.Findings.Any(finding => finding.Unsupported != null) => "more blocks would not decide it: longer slices would, or a budget without that percentile",
        null => "no plan has the blocks that would decide it: for the noise of this machine the cost lies too near what is allowed; "
            + "allow more or less, measure longer slices, or on a quieter machine",
    };

    private static ReportPart.Line Named(string name, string line) => new($"  {name,-(Indent - 2)}{line}", Indent);

    private static bool IsChoice(Allowance allowance) => allowance is { AtMostNs: > 0, AtMostShare: > 0 };

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
