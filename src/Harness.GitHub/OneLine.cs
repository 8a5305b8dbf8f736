using System.Text;

namespace TraceToll.GitHub;

/// <summary>Texts of others, for places that hold one line.</summary>
internal static class OneLine
{
    /// <summary>The text without line ends and other control characters, and no longer than this.</summary>
    public static string Of(string? text, int limit = 200)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var isBlank = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune);
            if (!isBlank)
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }

            if (line.Length >= limit)
            {
                return line.ToString().TrimEnd() + " ...";
            }
        }

        return line.ToString().TrimEnd();
    }
}
