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
            return [Invalid(recording.Manifest)];
        }

        return analysis.Verdicts.Count > 0 ? [.. analysis.Verdicts.Select(OfVerdict)]
            : treated.Count > 0 ? [.. treated.Select(OfComparison)]
            : [new Headline(Tone.None, "Nothing was compared with off.", [.. analysis.Comparisons.SelectMany(Noise)])];
    }

    private static Headline Invalid(RecordingManifest manifest) => manifest.Outcome.Causes is [var only] && only == manifest.Missing
        ? new Headline(Tone.Bad, "NOT TRACED: only the noise of this machine was measured.", [only])
        : new Headline(Tone.Bad, "INVALID: draw no conclusion from these figures.", manifest.Outcome.Causes);

    private static Headline OfVerdict(Verdict verdict)
    {
        var tone = verdict.Kind switch
        {
            VerdictKind.Within or VerdictKind.Improved => Tone.Good,
            VerdictKind.Inconclusive => Tone.Unsure,
            _ => Tone.Bad,
        };
        var judged = verdict.Findings.Select(finding => verdict.Comparison!.At(finding.Measure)!);
        return new Headline(tone, $"{verdict.Treatment}: {VerdictText.Word(verdict)} ({verdict.Budget}).",
            [.. verdict.Causes, .. judged.Select(difference => Sentence(verdict.Comparison!, difference)), .. Noise(verdict.Comparison)]);
    }

    private static Headline OfComparison(Comparison comparison)
    {
        var first = comparison.At(new Measure(50.0)) ?? comparison.Differences[0];
        var more = comparison.Differences.Where(difference => difference != first && difference is { IsSupported: true, Measure.Percentile: not null })
            .Select(difference => Sentence(comparison, difference)).TakeLast(1);
        return new Headline(Tone.None, Sentence(comparison, first), [.. more, .. Noise(comparison)]);
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

/// <summary>What an answer means for its reader.</summary>
internal enum Tone
{
    /// <summary>Nothing was asked.</summary>
    None,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Not as it should be, or of no use.</summary>
    Bad,

    /// <summary>It could not be told.</summary>
    Unsure,
}
