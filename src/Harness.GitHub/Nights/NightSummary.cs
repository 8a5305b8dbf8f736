using System.Globalization;
using System.Text;

namespace TraceToll.GitHub.Nights;

/// <summary>A night in Markdown, for people: what became of each row, and why.</summary>
internal static class NightSummary
{
    private const int MostTexts = 50;

    public static string Create(Night night)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Night of {night.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {Word(night)}\n\n");
        foreach (var cause in night.Causes)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Markdown.Code(cause)}\n");
        }

        text.Append(night.Causes.Count > 0 ? "\n" : "");
        AppendTable(text, night.Rows);
        foreach (var (session, number) in night.Sessions.Select((session, index) => (session, index + 1)))
        {
            text.Append(CultureInfo.InvariantCulture, $"Session {number}: {session.Passed} passed, {session.Failures.Count} failed, {session.Skipped} skipped. ");
        }

        text.Append(CultureInfo.InvariantCulture, $"It took {(night.EndedAt - night.StartedAt).TotalMinutes:0} minutes.\n\n");
        foreach (var row in night.Rows.Where(row => row.Verdict.Kind != RowKind.Within && row.Verdict.Text.Length > 0).Take(MostTexts))
        {
            text.Append(Markdown.Folded($"{row.Name}: {Verdict(row).Replace("*", "", StringComparison.Ordinal)}", Markdown.Block(row.Verdict.Text))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The rows as a table with an empty line behind it; nothing where there is none.</summary>
    public static void AppendTable(StringBuilder text, IReadOnlyList<NightRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.Append("| verdict | test | testbed | mode | baseline | recording |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var row in rows)
        {
            string[] cells = [row.Test, row.Verdict.Testbed, row.Verdict.Mode, row.Verdict.Baseline ?? "", Path.GetFileName(row.Verdict.Recording)];
            text.Append(CultureInfo.InvariantCulture, $"| {Verdict(row)} | {string.Join(" | ", cells.Select(cell => Markdown.Code(cell, inTable: true)))} |\n");
        }

        text.Append('\n');
    }

    private static string Word(Night night) => night.Outcome switch
    {
        NightOutcome.Good => night.Rows.Any(row => row.IsUnconfirmed) ? "good; what regressed did not when it was measured again" : "good",
        NightOutcome.Regressed => "REGRESSED",
        _ => night.Rows.Any(row => row.IsConfirmed) ? "FAILED in part, and REGRESSED" : "FAILED",
    };

    private static string Verdict(NightRow row) => row switch
    {
        { IsConfirmed: true } => "**REGRESSED**, twice",
        { IsUnconfirmed: true } => $"regressed once, then {Kind(row.Again!.Value)}: not confirmed",
        { IsUnresolved: true } => $"**regressed**, then {(row.Again is { } kind ? Kind(kind) : "not judged")}",
        { Verdict.Kind: RowKind.Invalid } => "**INVALID**",
        { Verdict.Kind: RowKind.Missing } => "no baseline",
        _ => Kind(row.Verdict.Kind),
    };

    private static string Kind(RowKind kind) => kind == RowKind.Incomparable ? "not comparable" : $"{kind}".ToLowerInvariant();
}
