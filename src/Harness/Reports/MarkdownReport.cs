using System.Globalization;
using System.Text;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>
/// The report for a pull request or the summary of a job on GitHub: the answer first, long tables folded away, and never longer than a
/// comment may be.
/// </summary>
internal static class MarkdownReport
{
    /// <summary>What GitHub takes, in characters.</summary>
    public const int Longest = 65_536;

    private const int RoomForNote = 400;

    // Of many modes, the worst come first, and the rest is counted.
    private const int MostNamed = 6;
    private const int MostListed = 50;

    public static string Create(Recording recording, SessionAnalysis analysis)
    {
        var text = new StringBuilder();
        List<string> left = [];
        foreach (var (name, section) in Sections(recording, analysis))
        {
            if (text.Length + section.Length > Longest - RoomForNote)
            {
                left.Add(name);
                continue;
            }

            text.Append(section);
        }

        return text.Append(left.Count == 0 ? "" : $"Left out, as GitHub takes no longer texts: {string.Join(", ", left)}.\n").ToString();
    }

    private static IEnumerable<(string Name, string Text)> Sections(Recording recording, SessionAnalysis analysis)
    {
        var (manifest, comparisons) = (recording.Manifest, analysis.Comparisons);
        yield return ("the answer", Answer(manifest, analysis));
        if (comparisons.Count > 0)
        {
            yield return ("what modes add to off", Deltas(manifest, comparisons));
        }

        if (SessionNotes.Of(recording, analysis).ToList() is { Count: > 0 } notes)
        {
            yield return ("notes", MarkdownText.Block(PlainText.Of(notes.Select(note => new ReportPart.Line($"Note: {note}.", Indent: 6)))) + "\n");
        }

        yield return ("what was measured", $"**What was measured**\n\n{MarkdownText.Block(PlainText.Of(HeaderParts.Facts(manifest)))}\n");
        if (WitnessTable.Modes(recording) is { Count: > 1 } modes && WitnessTable.OfTracers(recording, modes) is { Rows.Count: > 0 } costs)
        {
            yield return ("what the tracers did and took", $"**What the tracers did and took**\n\n{MarkdownText.Table(costs)}");
        }

        if (analysis.Verdicts.Count > 0)
        {
            yield return ("verdicts in full", Folded("The verdicts in full", string.Concat(analysis.Verdicts.Select(verdict => MarkdownText.Block(VerdictText.Create(verdict)) + "\n"))));
        }

        if (ReportRun.All(recording) is { Count: > 0 } runs)
        {
            yield return ("latencies", Folded("Round trips in microseconds", MarkdownText.Table(RunsTable.Create(runs))));
        }

        IEnumerable<ReportPart> more = comparisons.Count == 0 ? ComparisonParts.Witnesses(recording)
            : [.. ComparisonParts.Ratios(comparisons), .. ComparisonParts.Detectable(comparisons), .. ComparisonParts.Tails(comparisons), .. ComparisonParts.Witnesses(recording)];
        foreach (var pair in more.Chunk(2))
        {
            var title = ((ReportPart.Heading)pair[0]).Text;
            yield return (title, Folded(title, MarkdownText.Table(((ReportPart.Divisible)pair[1]).Whole)));
        }
    }

    private static string Answer(RecordingManifest manifest, SessionAnalysis analysis)
    {
        var outcome = OutcomeParts.Answer(manifest);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {Headline(outcome, analysis.Verdicts)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Inline(HeaderParts.Title(manifest))}\n\n");
        foreach (var verdict in analysis.Verdicts.OrderByDescending(verdict => Severity(verdict.Kind)).Take(MostListed))
        {
            var word = VerdictText.Answer(verdict);
            text.Append(CultureInfo.InvariantCulture, $"- {Icon(word)} {MarkdownText.Inline(verdict.Treatment)}: **{WordOf(word)}**{Rest(word)} ({MarkdownText.Inline($"{verdict.Budget}")})\n");
        }

        text.Append(analysis.Verdicts.Count > MostListed ? string.Create(CultureInfo.InvariantCulture, $"- and {analysis.Verdicts.Count - MostListed} more\n") : "");
        text.Append(analysis.Verdicts.Count > 0 ? "\n" : "");
        return text.Append(MarkdownText.Block(PlainText.Of(OutcomeParts.Of(manifest)))).Append('\n').ToString();
    }

    private static string Headline(ReportPart.Line outcome, IReadOnlyList<Verdict> verdicts) =>
        verdicts.Count == 0 || outcome.Word!.Tone == Tone.Bad ? $"{Icon(outcome)} TraceToll: {WordOf(outcome)}"
        : $"{Icon(VerdictText.Answer(verdicts.MaxBy(verdict => Severity(verdict.Kind))!))} TraceToll: "
            + string.Join(", ", verdicts.Count <= MostNamed
                ? verdicts.Select(verdict => $"{MarkdownText.Inline(verdict.Treatment)} {WordOf(VerdictText.Answer(verdict))}")
                : verdicts.GroupBy(verdict => Severity(verdict.Kind)).OrderByDescending(alike => alike.Key)
                    .Select(alike => string.Create(CultureInfo.InvariantCulture, $"{alike.Count()} {WordOf(VerdictText.Answer(alike.First()))}")));

    private static int Severity(VerdictKind kind) => kind switch
    {
        VerdictKind.Invalid => 3,
        VerdictKind.Regressed => 2,
        VerdictKind.Inconclusive => 1,
        _ => 0,
    };

    // Pictures, as GitHub shows no colours.
    private static string Icon(ReportPart.Line line) => line.Word!.Tone switch
    {
        Tone.Good => ":white_check_mark:",
        Tone.Bad => ":x:",
        _ => ":grey_question:",
    };

    private static string WordOf(ReportPart.Line line) => line.Text.Substring(line.Word!.Start, line.Word.Length);

    private static string Rest(ReportPart.Line line) => line.Text[(line.Word!.Start + line.Word.Length)..];

    private static string Deltas(RecordingManifest manifest, IReadOnlyList<Comparison> comparisons)
    {
        var few = comparisons[0].Differences.Any(difference => !difference.IsSupported) ? $@"\* {ComparisonParts.TooFew(comparisons)}." + "\n\n" : "";
        return $"**What a mode adds to off, microseconds [95 % interval]**\n\n{MarkdownText.Table(DeltaTable.Create(comparisons))}"
            + $"{ComparisonParts.Method(manifest, comparisons)} Bold: more than 0, and more than the noise floor.\n\n{few}{NoiseFloor(comparisons[0])}\n\n";
    }

    private static string NoiseFloor(Comparison comparison)
    {
        var noise = comparison.Noise.Where(difference => difference.IsSupported)
            .Select(difference => $"{difference.Measure.Name} {Us.Signed(difference.Effect.Estimate)} {Us.Between(difference.Effect.Interval)}").ToList();
        return noise.Count == 0 ? "Noise floor: not measured, for want of a second control." : $"Noise floor (off-again - off), us: {string.Join(", ", noise)}.";
    }

    private static string Folded(string title, string content) => $"<details><summary>{title}</summary>\n\n{content.TrimEnd('\n')}\n\n</details>\n\n";
}
