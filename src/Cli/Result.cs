using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary>What the commands that end with a recording have to say of it.</summary>
internal static class Result
{
    /// <summary>Prints a recording to standard output.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(Recording recording, string folder, ReportFormat format)
    {
        var analysis = SessionAnalysis.Of(recording);
        Console.Out.Write(format == ReportFormat.Text && IsTerminal
            ? TerminalReport.Create(recording, analysis, Console.WindowWidth, !IsSet("NO_COLOR"), Console.Out.Encoding.WebName == "utf-8")
            : format.Create(recording, analysis, folder));
        return ExitCode.Of(recording, analysis);
    }

    // A dumb one shows what a file would hold.
    private static bool IsTerminal => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
