using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Reports;

/// <summary>A recording's answer for who reads one sentence only.</summary>
/// <param name="Tone">What it means for the reader.</param>
/// <param name="Answer">In one sentence.</param>
/// <param name="More">What it rests on: the figures and the noise floor; or why nothing can be said.</param>
internal sealed record Headline(Tone Tone, string Answer, IReadOnlyList<string> More)
{
    private static readonly IReadOnlyList<Measure> Usual = [new(50.0), new(99.0)];

    /// <summary>One for each mode that is judged; where none is, one for each mode that was measured.</summary>
    public static IReadOnlyList<Headline> Of(Recording recording, SessionAnalysis analysis)
    {
        if (!recording.Manifest.Outcome.Valid)
        {
            return [Invalid(recording.Manifest, analysis)];
        }

        // What nobody proved is said before what comes of it.
        IReadOnlyList<Headline> imported = recording.Manifest.Sources == null ? [] : [new Headline(Tone.Unsure, OutcomeParts.Answer(recording.Manifest).Text, [])];
        return [.. imported, .. Answers(analysis)];
    }

    private static IReadOnlyList<Headline> Answers(SessionAnalysis analysis)
    {
        var treated = analysis.Comparisons.Where(comparison => !TracingMode.IsControlName(comparison.Treatment)).ToList();
        return analysis.Verdicts.Count > 0 ? [.. analysis.Verdicts.Select(OfVerdict)]
            : treated.Count > 0 ? [.. treated.Select(OfComparison)]
            : [new Headline(Tone.Plain, "Nothing was compared with off.", [.. analysis.Comparisons.SelectMany(Noise)])];
    }

    private static Headline Invalid(RecordingManifest manifest, SessionAnalysis analysis) => manifest.Outcome.Causes is [var only] && only == manifest.Missing
        ? new Headline(Tone.Unsure, "NOT TRACED: only the noise of this machine was measured.", [only, .. analysis.Comparisons.Take(1).SelectMany(Noise)])
        : new Headline(Tone.Bad, OutcomeParts.Answer(manifest).Text, manifest.Outcome.Causes);

    private static Headline OfVerdict(Verdict verdict)
    {
        var answer = VerdictText.Answer(verdict);
        return new Headline(answer.Word!.Tone, $"{answer.Text} ({verdict.Budget}).",
            [.. verdict.Causes, .. verdict.Findings.Select(finding => Sentence(verdict, finding)), .. Noise(verdict.Comparison)]);
    }

    private static Headline OfComparison(Comparison comparison)
    {
        var first = comparison.At(new Measure(50.0)) ?? comparison.Differences[0];
        var more = comparison.Differences.Where(difference => difference != first && difference is { IsSupported: true, Measure.Percentile: not null })
            .Select(difference => Sentence(comparison, difference)).TakeLast(1);
        return new Headline(Tone.Plain, Sentence(comparison, first), [.. more, .. Noise(comparison)]);
    }

    private static string Sentence(Verdict verdict, Finding finding)
    {
        var kind = verdict.Kind == VerdictKind.Invalid ? "not judged" : finding.Kind.ToString().ToLowerInvariant();
        return $"{finding.Measure.Name}: {Us.Signed(finding.Effect.Estimate)} us {Us.Between(finding.Effect.Interval)}, {Us.Plain(finding.ToleranceNs)} us allowed: {kind}.";
    }

    /// <summary>What was found at one measure, and whether it can be told from nothing.</summary>
    private static string Sentence(Comparison comparison, MeasureDifference difference)
    {
        var (effect, name) = (difference.Effect, difference.Measure.Name);
        var noise = NoiseAt(comparison, difference.Measure);
        var isClear = !effect.Interval.Contains(0) && noise?.Effect.Interval.Contains(effect.Estimate) != true;
        var figures = $"{Us.Signed(effect.Estimate)} us {Us.Between(effect.Interval)}";
        return isClear
            ? $"{comparison.Treatment} {(effect.Estimate > 0 ? "adds to" : "takes from")} {name}: {figures} on {Us.Plain(difference.ControlNs)} us of {comparison.Control}."
            : $"{comparison.Treatment} is within the noise at {name}: {figures} on {Us.Plain(difference.ControlNs)} us of {comparison.Control}.";
    }

    private static IEnumerable<string> Noise(Comparison? comparison)
    {
        var known = (comparison?.Noise ?? []).Where(noise => noise.IsSupported && Usual.Contains(noise.Measure))
            .Select(noise => $"{noise.Measure.Name} {Us.Signed(noise.Effect.Estimate)} us {Us.Between(noise.Effect.Interval)}").ToList();
        return known.Count == 0 ? [] : [$"Noise floor of the session (off-again - off, between which nothing differs): {string.Join(", ", known)}."];
    }

    private static MeasureDifference? NoiseAt(Comparison comparison, Measure measure) => comparison.Noise.FirstOrDefault(noise => noise.Measure == measure);
}
