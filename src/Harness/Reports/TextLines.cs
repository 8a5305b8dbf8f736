using System.Globalization;
using System.Text;
using Spectre.Console;

namespace TraceToll.Reports;

/// <summary>Lines and tables of plain text, none wider than a report, however long a name or a cause is.</summary>
internal static class TextLines
{
    public const int Width = 160;

    // More than any table takes: what does not fit is divided, never wrapped inside its cells.
    public const int NoWidth = 10_000;

    /// <summary>Appends a line; what is too wide goes on in the next one, so far in.</summary>
    public static void AppendLine(this StringBuilder text, string line, int indent)
    {
        foreach (var part in Wrap(line, indent, Width))
        {
            text.Append(part).Append('\n');
        }
    }

    /// <summary>A line as several that are no wider than this; all but the first so far in.</summary>
    public static IEnumerable<string> Wrap(string line, int indent, int width)
    {
        while (line.Length > width && End(line, indent, width) is var end and > 0)
        {
            yield return line[..end].TrimEnd();
            line = new string(' ', indent) + line[end..].TrimStart();
        }

        yield return line;
    }

    /// <summary>Appends a table and an empty line; as several tables where it is too wide.</summary>
    public static void AppendTable(this StringBuilder text, ReportPart.Divisible table)
    {
        foreach (var lines in table.Fitting(part => Lines(part.ToMarkdown()), lines => lines.All(line => line.Length <= Width)))
        {
            lines.ForEach(line => text.Append(line).Append('\n'));
            text.Append('\n');
        }
    }

    /// <summary>Appends a table that cannot be divided, and an empty line.</summary>
    public static void AppendTable(this StringBuilder text, Table table)
    {
        Lines(table).ForEach(line => text.Append(line).Append('\n'));
        text.Append('\n');
    }

    /// <summary>Behind the last space that fits; where a word is too long for that, behind its last comma, or behind all of it. 0: nowhere.</summary>
    private static int End(string line, int indent, int width)
    {
        var end = line.LastIndexOf(' ', width, width - indent) + 1;
        end = end > 0 ? end : line.LastIndexOf(',', width - 1, width - indent) + 1;
        return end > 0 ? end : line.IndexOf(' ', width) + 1;
    }

    private static List<string> Lines(Table table)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = NoWidth;
        console.Write(table);
        // Spectre ends lines as the platform does, and pads them.
        return [.. writer.ToString().ReplaceLineEndings("\n").Split('\n').Where(line => line.Trim().Length > 0).Select(line => line.TrimEnd())];
    }
}
