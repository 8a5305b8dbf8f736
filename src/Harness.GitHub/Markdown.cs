using System.Net;
using System.Text;

namespace TraceToll.GitHub;

/// <summary>
/// Texts of others, for GitHub's Markdown. They go into code only: nothing in code is a link, a mention of somebody, a picture or a tag.
/// </summary>
internal static class Markdown
{
    /// <summary>One line of code; <paramref name="inTable"/> keeps its bars from dividing a cell.</summary>
    public static string Code(string? text, bool inTable = false)
    {
        var line = OneLine.Of(text, 300);
        if (line.Length == 0)
        {
            return "";
        }

        var fence = new string('`', LongestRun(line) + 1);
        // Blanks, where a fence would grow together with what it fences.
        var code = line.StartsWith('`') || line.EndsWith('`') ? $"{fence} {line} {fence}" : fence + line + fence;
        return inTable ? code.Replace("|", @"\|", StringComparison.Ordinal) : code;
    }

    /// <summary>Lines of code, with their end.</summary>
    public static string Block(string text, int limit = 4_000)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n');
        var kept = new StringBuilder();
        foreach (var rune in lines.EnumerateRunes().Take(limit).Where(rune => rune.Value == '\n' || !Rune.IsControl(rune)))
        {
            kept.Append(rune);
        }

        if (lines.Length > limit)
        {
            kept.Append("\n...");
        }

        var fence = new string('`', Math.Max(3, LongestRun(lines) + 1));
        return $"{fence}text\n{kept}\n{fence}\n";
    }

    /// <summary>Something that is folded away under a line of code; with its end.</summary>
    public static string Folded(string title, string content) =>
        $"<details><summary><code>{WebUtility.HtmlEncode(OneLine.Of(title, 300))}</code></summary>\n\n{content.TrimEnd('\n')}\n\n</details>\n";

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
