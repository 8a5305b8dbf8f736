using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Reports;

/// <summary>Whether conclusions may be drawn, and why not.</summary>
internal static class OutcomeParts
{
    public static IEnumerable<ReportPart> Of(RecordingManifest manifest) =>
        [Answer(manifest), .. (manifest.Outcome.Valid ? [] : manifest.Outcome.Causes).Select(cause => new ReportPart.Line($"  - {cause}", Indent: 4))];

    /// <summary>The line without the causes.</summary>
    public static ReportPart.Line Answer(RecordingManifest manifest)
    {
        if (manifest.Outcome.Valid)
        {
            return manifest.Sources is { } sources
                ? Toned("IMPORTED", $": whether the load was held and the tracers were attached is not told. From {string.Join(", ", sources)}.", Tone.Unsure)
                : Toned("VALID", $": {(manifest.Exclusion == null ? "" : "of what is compared, ")}the load was held, no reply missing{Traced(manifest)}.", Tone.Good);
        }

        return manifest.Outcome.Causes is [var only] && only == manifest.Missing
            ? Toned("NOT TRACED", ": only the noise of this machine was measured, which is off-again - off above.", Tone.Unsure)
            : Toned("INVALID", ": draw no conclusion from these figures.", Tone.Bad);
    }

    private static string Traced(RecordingManifest manifest) =>
        manifest.Modes.Any(mode => !TracingMode.IsControlName(mode) && !ModeTitle.IsPlanted(mode, manifest)) ? ", every tracer attached, running and gone after" : "";

    private static ReportPart.Line Toned(string word, string rest, Tone tone) => new(word + rest, Indent: 2) { Word = new TonedWord(0, word.Length, tone) };
}
