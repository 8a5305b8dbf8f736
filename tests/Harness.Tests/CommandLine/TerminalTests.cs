using CliWrap;
using CliWrap.Buffered;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

/// <summary>A report on a terminal, which <c>script</c> makes.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Terminal = "/usr/bin/script";

    private readonly TemporaryFolder _folder = new();

    [SkippableTheory]
    [InlineData("xterm-256color", null, "", true, true)]
    [InlineData("xterm-256color", "", "", true, true)]
    [InlineData("xterm-256color", "1", "", true, false)]
    [InlineData("dumb", null, "", false, false)]
    [InlineData("xterm-256color", null, "| cat", false, false)]
    [InlineData("xterm-256color", null, "--format markdown", false, false)]
    public async Task Is_drawn_and_coloured_where_there_is_one_that_can(string term, string? noColor, string rest, bool drawn, bool coloured)
    {
        TraceToll.Xunit.Requirements.Require(File.Exists(Terminal), "script", "script is not here; sudo apt-get install bsdutils");
        RecordingSamples.Valid.Save(_folder.Path);

        var run = await CliWrap.Cli.Wrap(Terminal).WithArguments(["-qec", $"stty cols 100; dotnet '{Path.Combine(AppContext.BaseDirectory, "TraceToll.Cli.dll")}' report . {rest}", "/dev/null"])
            .WithWorkingDirectory(_folder.Path)
            .WithEnvironmentVariables(environment => environment.Set("TERM", term).Set("NO_COLOR", noColor).Set("LC_ALL", "C.UTF-8"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(System.Text.Encoding.UTF8, Patience.Limit());

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(drawn, run.StandardOutput.Contains("╭──", StringComparison.Ordinal));
        Assert.Equal(coloured, run.StandardOutput.Contains("\u001b[1;32mVALID\u001b[0m", StringComparison.Ordinal));
        if (!drawn && rest != "--format markdown")
        {
            // The terminal ends lines in its own way; some runtimes say something to it before anything else.
            Assert.Contains(TextReport.Create(RecordingSamples.Valid), run.StandardOutput.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();
}
