using System.Text;
using System.Text.RegularExpressions;

namespace TraceToll.Reports;

/// <summary>
/// Texts of recordings in GitHub's Markdown. What is not plainly harmless goes into code: nothing in code is a link, a mention of
/// somebody, a picture or a tag.
/// </summary>
internal static partial class MarkdownText
{
    private const int LongestInline = 120;
    private const int LongestBlock = 6_000;

    private const string Mark = " " + OriginTable.UnsupportedMark;

    /// <summary>One line in prose or in a cell.</summary>
    public static string Inline(string text)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        if (line.EndsWith(Mark, StringComparison.Ordinal))
        {
            return Inline(line[..^Mark.Length]) + @" \*";
        }

        line = line.Length > LongestInline ? $"{line[..LongestInline]}..." : line;
        return Harmless().IsMatch(line) ? line : Code(line);
    }

    /// <summary>Lines as they are, with their end.</summary>
    public static string Block(string text)
    {
        var lines = text.TrimEnd('\n');
        var kept = new string([.. lines.Take(LongestBlock).Select(character => char.IsControl(character) && character != '\n' ? ' ' : character)]);
        var fence = new string('`', Math.Max(3, LongestFence(lines) + 1));
        return $"{fence}text\n{kept}{(lines.Length > LongestBlock ? "\n..." : "")}\n{fence}\n";
    }

    /// <summary>A table, with an empty line after it; bold where it costs more than noise.</summary>
    public static string Table(ReportTable table)
    {
        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", table.Columns.Select(Inline)).Append(" |\n|").AppendJoin('|', table.Columns.Select((_, i) => i == 0 ? " --- " : " ---: ")).Append("|\n");
        foreach (var (i, row) in table.Rows.Index())
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => table.Tones.GetValueOrDefault((i, column)) == Tone.Bad ? $"**{Inline(cell)}**" : Inline(cell))).Append(" |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Code(string line)
    {
        var fence = new string('`', LongestFence(line) + 1);
        // Blanks, where a fence would grow together with what it fences; a bar would end a cell.
        var code = line.StartsWith('`') || line.EndsWith('`') ? $"{fence} {line} {fence}" : fence + line + fence;
        return code.Replace("|", @"\|", StringComparison.Ordinal);
    }

    private static int LongestFence(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    /// <summary>Letters and figures as reports have them; nothing that GitHub would make more of, such as names of hosts.</summary>
    [GeneratedRegex(@"\A([A-Za-z0-9 ,%+?\[\]-]|\.(?![A-Za-z])|[:;](?= )|(?<=\b\d\d):(?=\d\d\b))*\z")]
    private static partial Regex Harmless();
}
