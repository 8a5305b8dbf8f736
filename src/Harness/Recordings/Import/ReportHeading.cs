using System.Text.RegularExpressions;
using TraceToll.Tracing;

namespace TraceToll.Recordings.Import;

/// <summary>A line that says what the tables below it are of: <c>### A) ...</c>, <c>A) ...</c>, or a title of ours.</summary>
internal sealed partial record ReportHeading(int Line, string Text, string? Mode)
{
    /// <summary>The heading that this line is; null when it is none. Its mode is null when its words do not tell one.</summary>
    public static ReportHeading? Of(ReportLine line)
    {
        var text = line.Text.Trim();
        var markdown = Markdown().Match(text);
        var words = markdown.Success ? text[markdown.Length..].TrimStart() : text;
        var ours = OurTitle().Match(words);
        return ours.Success ? new ReportHeading(line.Number, text, ours.Groups["mode"].Value)
            : markdown.Success || Lettered().IsMatch(words) ? new ReportHeading(line.Number, text, ModeIn(words))
            : null;
    }

    private static string? ModeIn(string words)
    {
        var (silent, logging) = (Silent().IsMatch(words), Logging().IsMatch(words));
        return Again().IsMatch(words)
            // "Logging, again" is no control, and no other mode has a second name.
            ? silent || logging ? null : TracingMode.OffAgain.Name
            : Off().IsMatch(words) ? TracingMode.Off.Name
            : silent ? TracingMode.Idle.Name
            : logging ? TracingMode.LogEverything.Name
            : null;
    }

    [GeneratedRegex(@"^#{1,6}(?=\s)")]
    private static partial Regex Markdown();

    [GeneratedRegex(@"^[A-Z]\)\s")]
    private static partial Regex Lettered();

    [GeneratedRegex(@"^(?<mode>[^:\p{C}]+): (bpftrace is|no bpftrace;) .+, (run \d+|\d+ runs?|\d+ slices pooled)$")]
    private static partial Regex OurTitle();

    [GeneratedRegex(@"\bsame as A\)|\bagain\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Again();

    [GeneratedRegex(@"\bnot running\b|\boff\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Off();

    [GeneratedRegex(@"\b(not|no|without) logging\b|\bnothing\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Silent();

    [GeneratedRegex(@"\blogging\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Logging();
}
