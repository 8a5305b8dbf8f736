using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary>What the commands that end with a recording have to say of it.</summary>
internal static class Result
{
    /// <summary>Prints the report to standard output.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(Recording recording, string folder, bool json)
    {
        var analysis = SessionAnalysis.Of(recording);
        Console.Out.Write(json ? JsonReport.Create(recording, analysis, folder) : TextReport.Create(recording, analysis));
        return ExitCode.Of(recording, analysis);
    }
}
