using System.Globalization;
using System.Text;
using Spectre.Console;

namespace TraceToll.Reports;

/// <summary>Lines and tables of plain text, none wider than a report, however long a name or a cause is.</summary>
internal static class TextLines
{
    private const int Width = 160;

    // More than any table takes: what does not fit is divided, never wrapped inside its cells.
    private const int NoWidth = 10_000;

    /// <summary>Appends a line; what is too wide goes on in the next one, so far in.</summary>
    public static void AppendLine(this StringBuilder text, string line, int indent)
    {
        while (line.Length > Width && End(line, indent) is var end and > 0)
        {
            text.Append(line.AsSpan(0, end).TrimEnd()).Append('\n');
            line = new string(' ', indent) + line[end..].TrimStart();
        }

        text.Append(line).Append('\n');
    }

    /// <summary>Appends a table with a column for each of these, and an empty line; as several tables where it is too wide.</summary>
    public static void AppendTable<T>(this StringBuilder text, IReadOnlyList<T> columns, Func<IReadOnlyList<T>, Table> create)
    {
        var lines = Lines(create(columns));
        if (columns.Count > 1 && lines.Any(line => line.Length > Width))
        {
            var half = (columns.Count + 1) / 2;
            text.AppendTable([.. columns.Take(half)], create);
            text.AppendTable([.. columns.Skip(half)], create);
            return;
        }

        lines.ForEach(line => text.Append(line).Append('\n'));
        text.Append('\n');
    }

    /// <summary>Behind the last space that fits; where a word is too long for that, behind its last comma, or behind all of it. 0: nowhere.</summary>
    private static int End(string line, int indent)
    {
        var end = line.LastIndexOf(' ', Width, Width - indent) + 1;
        end = end > 0 ? end : line.LastIndexOf(',', Width - 1, Width - indent) + 1;
        return end > 0 ? end : line.IndexOf(' ', Width) + 1;
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
