using System.Diagnostics;
using System.Text.RegularExpressions;
using TraceToll.Cli;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.EndToEnd;

/// <summary>The user stops a measurement: what was measured is kept and says so, and nothing stays behind.</summary>
[Collection(Measuring.Name)]
public sealed partial class Interrupted : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task Keeps_what_was_measured(string signal)
    {
        using var cli = Measure("off");
        await cli.WaitUntilItSaysAsync("3/1000  measuring");
        int[] all = [cli.Id, .. cli.Descendants("")];

        Send(signal, cli.Id);

        await cli.EndsWithAsync(3);
        Assert.DoesNotContain(all, ProcessTree.IsAlive);
        await IsReportedAsync(cli);
    }

    [SkippableFact]
    public async Task Detaches_the_tracer()
    {
        await Bpftrace.RequireAsync();
        using var cli = Measure("idle");
        await cli.WaitUntilItSaysAsync("2/1000  measuring idle");
        int[] all = [cli.Id, .. cli.Descendants("")];
        string[] programs = [.. all.SelectMany(ProcessTree.ProgramsOf)];
        Assert.NotEmpty(programs);

        Send("-INT", cli.Id);

        await cli.EndsWithAsync(3);
        Assert.DoesNotContain(all, ProcessTree.IsAlive);
        Assert.False(ProcessTree.HeldPrograms().Overlaps(programs));
        await IsReportedAsync(cli);
    }

    [SkippableFact]
    public async Task Ends_at_once_when_it_is_told_twice()
    {
        await Bpftrace.RequireAsync();
        using var cli = Measure("idle");
        await cli.WaitUntilItSaysAsync("1/1000  measuring idle");
        int[] all = [cli.Id, .. cli.Descendants("")];
        string[] programs = [.. all.SelectMany(ProcessTree.ProgramsOf)];

        // The agents are held, so that stopping in good order lasts.
        int[] agents = [.. cli.Descendants("tracetoll-agent")];
        Array.ForEach(agents, agent => Send("-STOP", agent));
        Send("-INT", cli.Id);
        await cli.WaitUntilItSaysAsync("stopping; what was measured is kept. Once more ends at once");
        // It counts from before it said so.
        await Task.Delay(Interruption.OneAndTheSame * 2);
        Send("-INT", cli.Id);
        await cli.EndsWithAsync(130);
        Array.ForEach(agents, agent => Send("-CONT", agent));

        await Eventually.HoldsAsync(() => !all.Any(ProcessTree.IsAlive), () => $"the end of {string.Join(", ", all.Where(ProcessTree.IsAlive).Select(ProcessTree.CommandLine))}");
        Assert.False(ProcessTree.HeldPrograms().Overlaps(programs));
        Assert.StartsWith("the harness ended before", Assert.Single(Recording.Load(_folder.File("recording")).Manifest.Outcome.Causes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_are_told_only_where_they_are_asked_for()
    {
        using var quiet = Measure("off", "--plan", "blocks=1,slice=0.3,warm-up=0.2");
        await quiet.EndsWithAsync(0);
        Assert.DoesNotContain("process ", quiet.Error, StringComparison.Ordinal);

        using var verbose = new RunningCli(new Dictionary<string, string>(), "measure", "-v", "--modes", "off", "--plan", "blocks=1,slice=0.3,warm-up=0.2", "--out", _folder.File("verbose"));
        await verbose.EndsWithAsync(0);
        Assert.All((string[])["recording into ", "host ", "loops: ", "responder on ", "sender on ", "block 1, off: ", "block 1, off-again: "],
            words => Assert.Contains(words, verbose.Error, StringComparison.Ordinal));
        Assert.DoesNotMatch(ControlCharacters(), verbose.Error + quiet.Error);
    }

    public void Dispose() => _folder.Dispose();

    // What a shell without job control starts in the background ignores SIGINT, and so does what that starts: these tests may be run so.
    private RunningCli Measure(string modes, params string[] plan) => new(
        ["env", "--default-signal=INT"], new Dictionary<string, string>(), ["measure", "--modes", modes, .. plan.Length > 0 ? plan : ["--plan", "blocks=1000,slice=0.2,warm-up=0.2"], "--out", _folder.File("recording")]);

    private async Task IsReportedAsync(RunningCli cli)
    {
        var folder = _folder.File("recording");
        var cause = Assert.Single(Recording.Load(folder).Manifest.Outcome.Causes);
        Assert.Matches(@"^stopped by the user after [1-9]\d* of 1000 blocks; measure again for figures that count$", cause);
        Assert.Contains("INVALID: draw no conclusion", cli.Output, StringComparison.Ordinal);
        Assert.Contains($"- {cause}", cli.Output, StringComparison.Ordinal);
        Assert.Contains("Round trip in microseconds", cli.Output, StringComparison.Ordinal);
        Assert.EndsWith($"recording: {folder}", cli.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotMatch(ControlCharacters(), cli.Error);

        var again = await TestCli.RunAsync(_folder.Path, ["report", folder]);
        Assert.Equal((3, cli.Output.TrimEnd()), (again.ExitCode, again.StandardOutput.TrimEnd()));
    }

    private static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, $"{process}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    [GeneratedRegex(@"[\e\r\b]")]
    private static partial Regex ControlCharacters();
}
