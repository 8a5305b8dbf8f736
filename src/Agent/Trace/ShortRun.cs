using System.ComponentModel;
using System.Diagnostics;

namespace TraceToll.Agent.Trace;

/// <summary>Runs a command that says one thing and ends.</summary>
internal static class ShortRun
{
    /// <summary>What it says; null when it is not there or takes too long.</summary>
    public static ShortAnswer? Of(TimeSpan patience, string command, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start);
            if (process is null)
            {
                return null;
            }

            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(patience))
            {
                process.Kill();
                return null;
            }

            // A grandchild may hold the pipes open for longer than the command lives.
            return Task.WaitAll([output, errors], patience) ? new ShortAnswer(process.ExitCode, output.Result.Trim()) : null;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
