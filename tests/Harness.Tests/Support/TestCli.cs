using System.Text;
using CliWrap;
using CliWrap.Buffered;
using TraceToll.Remote;

namespace TraceToll.Tests.Support;

/// <summary>The command line in a process of its own, as a user runs it.</summary>
internal static class TestCli
{
    public static async Task<BufferedCommandResult> RunAsync(string folder, IEnumerable<string> arguments, string language = "C.UTF-8") =>
        await CliWrap.Cli.Wrap("dotnet").WithArguments([Path.Combine(AppContext.BaseDirectory, "TraceToll.Cli.dll"), .. arguments])
            .WithWorkingDirectory(folder)
            // Hosts that somebody has are none of these tests' business.
            .WithEnvironmentVariables(environment => environment.Set("LANG", language).Set("LC_ALL", language).Set(HostsFile.Variable, ""))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, Patience.Limit());
}
