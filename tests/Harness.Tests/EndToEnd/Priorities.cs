using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.EndToEnd;

/// <summary>What is measured has the priority that somebody gave the harness, and no other.</summary>
[Collection(Measuring.Name)]
public sealed class Priorities : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task A_measured_tracer_has_lost_its_head_start()
    {
        await Bpftrace.RequireAsync();
        using var cli = new RunningCli(new Dictionary<string, string>(), "measure", "--modes", "idle", "--plan", "blocks=100,slice=1", "--out", _folder.File("recording"));
        await cli.WaitUntilItSaysAsync("measuring idle");

        var tracer = Assert.Single(cli.Descendants("bpftrace "), process => ProcessTree.CommandLine(process).StartsWith("bpftrace ", StringComparison.Ordinal));
        int[] all = [tracer, .. cli.Descendants("tracetoll-agent ")];
        Assert.Equal(4, all.Length);
        Assert.All(all.SelectMany(ProcessTree.Priorities), priority => Assert.Equal(ProcessTree.Priorities(Environment.ProcessId).First(), priority));
    }

    public void Dispose() => _folder.Dispose();
}
