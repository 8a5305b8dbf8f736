using System.Globalization;
using Spectre.Console;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>
/// The report for a terminal: as wide as that is, and coloured where a colour means something. It tells what the plain one tells, with
/// the origin's tables as one.
/// </summary>
public static class TerminalReport
{
    // Narrower than that nothing could be read.
    private const int LeastWidth = 40;

    // Of a terminal that does not tell.
    private const int UsualWidth = 80;

    /// <summary>Makes the report.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="analysis">Its analysis.</param>
    /// <param name="width">Of the terminal, columns; 0 where it does not tell.</param>
    /// <param name="isColoured">Whether it may have colours.</param>
    /// <param name="isUnicode">Whether it has lines to draw with.</param>
    public static string Create(Recording recording, SessionAnalysis analysis, int width, bool isColoured, bool isUnicode = true) =>
        Create(ReportParts.Of(recording, analysis), width, isColoured, isUnicode);

    internal static string Create(IEnumerable<ReportPart> parts, int width, bool isColoured, bool isUnicode)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isColoured ? AnsiSupport.Yes : AnsiSupport.No,
            // The sixteen that everybody has set to what can be read on their background.
            ColorSystem = isColoured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        // Lines and tables are made to fit before they are written.
        console.Profile.Width = TextLines.NoWidth;
        console.Profile.Capabilities.Unicode = isUnicode;
        var layout = new TerminalLayout(console, width > 0 ? Math.Max(LeastWidth, width) : UsualWidth);
        foreach (var part in parts)
        {
            layout.Write(part);
        }

        return writer.ToString().ReplaceLineEndings("\n");
    }
}
