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
        var treated = analysis.Comparisons.Where(comparison => !TracingMode.IsControlName(comparison.Treatment)).ToList();
        if (!recording.Manifest.Outcome.Valid)
        {
            return [new Headline(Tone.Bad, OutcomeParts.Answer(recording.Manifest).Text, recording.Manifest.Outcome.Causes)];
        }

        return analysis.Verdicts.Count > 0 ? [.. analysis.Verdicts.Select(OfVerdict)]
            : treated.Count > 0 ? [.. treated.Select(OfComparison)]
            : [new Headline(Tone.Plain, "Nothing was compared with off.", [.. analysis.Comparisons.SelectMany(Noise)])];
    }

    private static Headline OfVerdict(Verdict verdict)
    {
        var answer = VerdictText.Answer(verdict);
        var judged = verdict.Findings.Select(finding => verdict.Comparison!.At(finding.Measure)!);
        return new Headline(answer.Word!.Tone, $"{answer.Text} ({verdict.Budget}).",
            [.. verdict.Causes, .. judged.Select(difference => Sentence(verdict.Comparison!, difference)), .. Noise(verdict.Comparison)]);
    }

    private static Headline OfComparison(Comparison comparison)
    {
        var first = comparison.At(new Measure(50.0)) ?? comparison.Differences[0];
        var more = comparison.Differences.Where(difference => difference != first && difference is { IsSupported: true, Measure.Percentile: not null })
            .Select(difference => Sentence(comparison, difference)).TakeLast(1);
        return new Headline(Tone.Plain, Sentence(comparison, first), [.. more, .. Noise(comparison)]);
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
            : $"{comparison.Treatment} cannot be told from noise at {name}: {figures} on {Us.Plain(difference.ControlNs)} us of {comparison.Control}.";
    }

    private static IEnumerable<string> Noise(Comparison? comparison)
    {
        var known = (comparison?.Noise ?? []).Where(noise => noise.IsSupported && Usual.Contains(noise.Measure))
            .Select(noise => $"{noise.Measure.Name} {Us.Signed(noise.Effect.Estimate)} us {Us.Between(noise.Effect.Interval)}").ToList();
        return known.Count == 0 ? [] : [$"Noise floor of the session (off-again - off, between which nothing differs): {string.Join(", ", known)}."];
    }

    private static MeasureDifference? NoiseAt(Comparison comparison, Measure measure) => comparison.Noise.FirstOrDefault(noise => noise.Measure == measure);
}
