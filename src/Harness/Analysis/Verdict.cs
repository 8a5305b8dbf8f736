using System.Globalization;
using TraceToll.Recordings;

namespace TraceToll.Analysis;

/// <summary>What is to be said of a treatment against its budget.</summary>
public sealed record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The mode that was judged.</summary>
    public required string Treatment { get; init; }

    /// <summary>What it may cost.</summary>
    public required Budget Budget { get; init; }

    /// <summary>All in all: regressed when any measure is; within when all are; improved when all are within and any is more than that.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>Measure by measure, in the budget's order; empty when nothing could be compared.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What was compared; null when nothing could be.</summary>
    public required Comparison? Comparison { get; init; }

    /// <summary>When a change was judged: what it was before. Null when the cost itself was.</summary>
    public Comparison? Before { get; private init; }

    /// <summary>When invalid: why. Else empty.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>The error rate that this look could use.</summary>
    public required double ErrorRate { get; init; }

    /// <summary>When inconclusive: about how many more blocks would decide all of it; null where that cannot be said.</summary>
    public int? MoreBlocks => Kind != VerdictKind.Inconclusive ? null : Findings.Where(finding => finding.Kind == VerdictKind.Inconclusive)
        .Select(finding => finding.UnitsToDecide - finding.Effect.Units).Aggregate((int?)0, (most, more) => more > most ? more : more == null ? null : most);

    /// <summary>Judges a recording.</summary>
    public static Verdict Of(Recording recording, string treatment, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(budget);
        return Of(recording.Manifest, Comparison.Of(recording, treatment, budget.Measures), treatment, budget);
    }

    /// <summary>
    /// Judges by how much the cost differs from that of an earlier session: the shift between two sets of block differences, or the
    /// difference of two effects where runs are not paired. What differs between the sessions as a whole is in it.
    /// </summary>
    /// <param name="recording">The later session.</param>
    /// <param name="treatment">The mode.</param>
    /// <param name="before">The same comparison of an earlier session that was valid.</param>
    /// <param name="budget">By how much the cost may have risen.</param>
    public static Verdict OfChange(Recording recording, string treatment, Comparison before, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(before);
        return OfChange(Of(recording, treatment, budget), before);
    }

    /// <summary>The same for a later session of which only the comparison was kept.</summary>
    internal static Verdict OfChange(Comparison now, Comparison before, Budget budget) =>
        OfChange(Of(Outcome.Good, share: 1, now.Control, now, now.Treatment, budget), before);

    private static Verdict OfChange(Verdict verdict, Comparison before)
    {
        var budget = verdict.Budget;
        List<string> causes = [.. verdict.Causes, .. Incomparable(verdict.Comparison, before, budget)];
        var isInvalid = verdict.Kind == VerdictKind.Invalid || causes.Count > 0;
        var findings = isInvalid
            ? []
            : Judgement.Of([.. budget.Allowances.Select(allowance => Change(allowance, before, verdict.Comparison!))], verdict.ErrorRate);
        return verdict with { Before = before, Causes = causes, Findings = findings, Kind = isInvalid ? VerdictKind.Invalid : Together(findings) };
    }

    /// <summary>Whether more blocks would not change it: for a session that stops when it knows.</summary>
    /// <param name="soFar">A recording that is not finished.</param>
    /// <param name="budgets">What is judged, by mode.</param>
    public static bool IsKnown(Recording soFar, IReadOnlyDictionary<string, Budget> budgets)
    {
        ArgumentNullException.ThrowIfNull(soFar);
        // A slice that may not be used makes all of it invalid, however many come after it.
        if (soFar.Problems.Any())
        {
            return true;
        }

        IReadOnlyList<Measure> measures = [.. budgets.Values.SelectMany(budget => budget.Measures).Distinct()];
        var (units, controls) = (Units.Of(soFar, measures), Controls.Of(soFar.Manifest));
        var unfinished = soFar.Manifest with { Outcome = Outcome.Good };
        return budgets.All(each => Of(unfinished, Comparison.Of(units, measures, each.Key, controls), each.Key, each.Value).IsFinal);
    }

    // Blocks more of slices that are too short for a percentile do not make them longer.
    private bool IsFinal => Kind != VerdictKind.Inconclusive
        || Findings.All(finding => finding.Kind != VerdictKind.Inconclusive || finding.Unsupported != null);

    internal static Verdict Of(RecordingManifest manifest, Comparison? comparison, string treatment, Budget budget) =>
        Of(manifest.Outcome, manifest.Looks?.Share ?? 1, manifest.Modes[0], comparison, treatment, budget);

    /// <param name="outcome">Of the session.</param>
    /// <param name="share">Of the error rate, for this look.</param>
    /// <param name="control">The mode that others are compared with.</param>
    /// <param name="comparison">What was compared; null when no block holds both modes.</param>
    /// <param name="treatment">The mode that is judged.</param>
    /// <param name="budget">What it may cost.</param>
    private static Verdict Of(Outcome outcome, double share, string control, Comparison? comparison, string treatment, Budget budget)
    {
        var error = budget.ErrorRate * share;
        var findings = comparison == null ? [] : Judgement.Of(Questions(budget, comparison, comparison.Differences), error);
        List<string> causes = [.. outcome.Causes];
        if (comparison == null)
        {
            causes.Add($"no block holds both {control} and {treatment}; measure again with that mode");
        }
        else
        {
            var known = string.Join(", ", comparison.Differences.Select(difference => difference.Measure.Name));
            causes.AddRange(budget.Measures.Where(measure => comparison.At(measure) == null)
                .Select(measure => $"nothing is known of {measure.Name} of both {comparison.Control} and {treatment}; known are {known}"));
            causes.AddRange(Bias(Judgement.Of(Questions(budget, comparison, comparison.Noise), error)));
        }

        return new Verdict
        {
            Treatment = treatment,
            Budget = budget,
            Kind = causes.Count > 0 || !outcome.Valid ? VerdictKind.Invalid : Together(findings),
            Findings = findings,
            Comparison = comparison,
            Causes = causes,
            ErrorRate = error,
        };
    }

    private static List<Question> Questions(Budget budget, Comparison comparison, IReadOnlyList<MeasureDifference> differences) =>
    [
        .. from allowance in budget.Allowances
           join difference in differences on allowance.Measure equals difference.Measure
           let compared = comparison.At(allowance.Measure)
           where compared != null
           select new Question(allowance.Measure, difference.Effect, allowance.ToleranceNs(compared.ControlNs), Unsupported(difference))
           {
               Beyond = allowance.AtMostShare > 0 ? difference.Over(allowance.Slowest) : null,
               Short = allowance.AtMostShare > 0 ? difference.Over(allowance.Faster) : null,
           },
    ];

    /// <summary>By how much what is added has changed.</summary>
    internal static Effect Change(MeasureDifference before, MeasureDifference now) =>
        before.BlockNs.Count > 0 ? new ShiftEffect(before.BlockNs, now.BlockNs) : new ChangeEffect(before.Effect, now.Effect);

    private static Question Change(Allowance allowance, Comparison before, Comparison now)
    {
        var (earlier, later) = (before.At(allowance.Measure)!, now.At(allowance.Measure)!);
        return new Question(allowance.Measure, Change(earlier, later), allowance.ToleranceNs(earlier.ControlNs), Unsupported(earlier) ?? Unsupported(later));
    }

    private static IEnumerable<string> Incomparable(Comparison? now, Comparison before, Budget budget)
    {
        if (now != null && now.Paired != before.Paired)
        {
            return ["one session was measured in blocks and the other in runs, which are not paired; measure both alike"];
        }

        return now != null && (now.Treatment, now.Control) != (before.Treatment, before.Control)
            ? [$"{now.Treatment} - {now.Control} now and {before.Treatment} - {before.Control} before are different things; compare the same modes"]
            : budget.Measures.Where(measure => before.At(measure) == null)
                .Select(measure => $"nothing is known of {measure.Name} in the earlier session; judge what both have");
    }

    private static string? Unsupported(MeasureDifference difference) => difference.IsSupported ? null : string.Create(CultureInfo.InvariantCulture,
        $"a slice has only {difference.FewestSamples} round trips, and {difference.Measure.Name} takes {difference.Measure.SamplesNeeded}: make slices longer");

    /// <summary>Nothing differs between the two controls: where the rule finds something there, it finds anything.</summary>
    private static IEnumerable<string> Bias(IReadOnlyList<Finding> noise) =>
        from finding in noise
        where finding.Kind is VerdictKind.Regressed or VerdictKind.Improved
        let differs = string.Create(CultureInfo.InvariantCulture, $"{finding.Effect.Estimate / 1000:+0.0;-0.0;0.0} us at {finding.Measure.Name}")
        let allowed = string.Create(CultureInfo.InvariantCulture, $"{finding.ToleranceNs / 1000:0.0} us")
        select $"off-again differs from off by {differs}, more than the {allowed} allowed, though both are without a tracer: "
            + "this machine cannot judge so little today; measure on a quieter one, or allow more";

    private static VerdictKind Together(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding.Kind == VerdictKind.Regressed) ? VerdictKind.Regressed
        : findings.Any(finding => finding.Kind == VerdictKind.Inconclusive) || findings.Count == 0 ? VerdictKind.Inconclusive
        : findings.Any(finding => finding.Kind == VerdictKind.Improved) ? VerdictKind.Improved
        : VerdictKind.Within;
}
