using System.Diagnostics;
using Xunit;

namespace TraceToll.Tests.Remote;

/// <summary>A command that has to succeed.</summary>
internal static class Shell
{
    public static string Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        return output.Trim();
    }
}
