using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary>What the commands that end with a recording have to say of it.</summary>
internal static class Result
{
    /// <summary>Prints a recording to standard output.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(Recording recording, string folder, ReportFormat format) => Print(recording, SessionAnalysis.Of(recording), folder, format);

    /// <summary>Prints a recording that has been analysed already.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(Recording recording, SessionAnalysis analysis, string folder, ReportFormat format)
    {
        Print(
            () => format.Create(recording, analysis, folder),
            format == ReportFormat.Text ? (width, isColoured, isUnicode) => TerminalReport.Create(recording, analysis, width, isColoured, isUnicode) : null);
        return ExitCode.Of(recording, analysis);
    }

    /// <summary>Prints to standard output.</summary>
    /// <param name="create">What a file would hold.</param>
    /// <param name="createForTerminal">What a terminal of so many columns shows, with colours or without, with lines to draw with or without; null: the same.</param>
    public static void Print(Func<string> create, Func<int, bool, bool, string>? createForTerminal) => Console.Out.Write(createForTerminal != null && IsTerminal
        ? createForTerminal(Console.WindowWidth, !IsSet("NO_COLOR"), Console.Out.Encoding.WebName == "utf-8")
        : create());

    // A dumb one shows what a file would hold.
    private static bool IsTerminal => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
