using System.Diagnostics;
using Docker.DotNet.Models;
using TraceToll.Recordings;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.Containers;

/// <summary>Whatever happens to containers, engine or harness in the middle of a run: the recording is invalid and says why, and nothing stays.</summary>
[Collection(Measuring.Name)]
public sealed class ContainedFaults(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SkippableTheory]
    [InlineData("sender", false, @"^the container tracetoll-[0-9a-f]{6}-sender-\d+ was killed by signal 9; ")]
    [InlineData("responder", false, @"^the container tracetoll-[0-9a-f]{6}-responder-\d+ was killed by signal 9; ")]
    [InlineData("sender", true, @"^the container tracetoll-[0-9a-f]{6}-sender-\d+ was paused; ")]
    [InlineData("responder", true, @"^the container tracetoll-[0-9a-f]{6}-responder-\d+ was paused; ")]
    public async Task A_container_killed_or_paused_is_the_cause(string end, bool pause, string cause)
    {
        await Docker.RequireAsync();
        await Bpftrace.RequireAsync();
        await using var engine = TestEngine.Shared();
        using var cli = await MeasureAsync(engine, "idle");
        var processes = await engine.ProcessesAsync(cli.Id);
        Assert.Equal(2, processes.Count);
        string[] programs = [.. cli.Descendants("").SelectMany(ProcessTree.ProgramsOf)];
        Assert.NotEmpty(programs);
        var victim = Assert.Single(await engine.ContainersAsync(cli.Id), container => container.Names[0].Contains($"-{end}-", StringComparison.Ordinal)).ID;

        var watch = Stopwatch.StartNew();
        await (pause ? engine.Client.Containers.PauseContainerAsync(victim) : engine.Client.Containers.KillContainerAsync(victim, new ContainerKillParameters { Signal = "KILL" }));

        await AssertEndedAsync(cli, cause, watch);
        await AssertNothingLeftAsync(engine, cli.Id, processes);
        await Eventually.HoldsAsync(() => !ProcessTree.HeldPrograms().Overlaps(programs), () => "the end of the BPF programs");
    }

    [SkippableTheory]
    [InlineData("ip link set eth0 down")]
    [InlineData("ip link delete eth0")]
    public async Task A_link_that_goes_ends_the_run(string fault)
    {
        await Docker.RequireAsync();
        await using var engine = TestEngine.Shared();
        using var cli = await MeasureAsync(engine);
        var processes = await engine.ProcessesAsync(cli.Id);
        Assert.Equal(2, processes.Count);

        var watch = Stopwatch.StartNew();
        Remote.Shell.Run("nsenter", [$"--net=/proc/{processes[0]}/ns/net", .. fault.Split(' ')]);

        await AssertEndedAsync(cli, "^the sender failed: (the responder's host acknowledged nothing for 5 s|the connection to the responder broke off)", watch);
        await AssertNothingLeftAsync(engine, cli.Id, processes);
    }

    [SkippableFact]
    public async Task An_engine_that_is_stopped_is_the_cause()
    {
        await Docker.RequireAsync();
        await using var engine = await TestEngine.StartAsync("stopped");
        using var cli = await MeasureAsync(engine);
        var processes = await engine.ProcessesAsync(cli.Id);
        Assert.Equal(2, processes.Count);

        var watch = Stopwatch.StartNew();
        await engine.StopAsync();

        // It ends the containers first, in any order.
        await AssertEndedAsync(cli, $"^(the engine failed in the middle of the run: |the container tracetoll-[0-9a-f]{{6}}-(sender|responder)-\\d+ (was killed|ended))", watch);
        await AssertGoneAsync(processes);
    }

    [SkippableFact]
    public async Task An_engine_that_dies_is_the_cause_and_its_containers_end()
    {
        await Docker.RequireAsync();
        await using var engine = await TestEngine.StartAsync("faults");
        using var cli = await MeasureAsync(engine);
        var processes = await engine.ProcessesAsync(cli.Id);
        Assert.Equal(2, processes.Count);

        var watch = Stopwatch.StartNew();
        await engine.KillAsync();

        await AssertEndedAsync(cli, $"^the engine failed in the middle of the run: (no engine listens at|the engine at) {engine.Address}", watch);
        await AssertGoneAsync(processes);
        Assert.Matches(@"^the containers and the network tracetoll-[0-9a-f]{6} may be left behind, as no engine listens at .*; start the engine again; the next run removes them$",
            Recording.Load(_folder.File("recording")).Manifest.Outcome.Causes[^1]);
    }

    [SkippableFact]
    public async Task A_harness_that_is_killed_leaves_no_process_and_the_next_run_removes_the_rest()
    {
        await Docker.RequireAsync();
        await using var engine = TestEngine.Shared();
        using var cli = await MeasureAsync(engine);
        var processes = await engine.ProcessesAsync(cli.Id);
        Assert.Equal(2, processes.Count);

        var watch = Stopwatch.StartNew();
        Process.GetProcessById(cli.Id).Kill();
        await AssertGoneAsync(processes);
        output.WriteLine($"all processes gone after {watch.ElapsedMilliseconds} ms");
        Assert.Contains("the harness ended before", Assert.Single(Recording.Load(_folder.File("recording")).Manifest.Outcome.Causes), StringComparison.Ordinal);

        using var next = new RunningCli(engine.Environment, "measure", "--testbed", "containers", "--modes", "off", "--plan", "blocks=1,slice=0.3", "--out", _folder.File("next"));
        await next.EndsWithAsync(0);
        await AssertNothingLeftAsync(engine, cli.Id, processes);
        await AssertNothingLeftAsync(engine, next.Id, []);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<RunningCli> MeasureAsync(TestEngine engine, string mode = "off")
    {
        var cli = new RunningCli(engine.Environment, "measure", "--testbed", "containers", "--modes", mode, "--plan", "blocks=100,slice=1,warm-up=0.2", "--out", _folder.File("recording"));
        await cli.WaitUntilItSaysAsync($"measuring {mode}");
        return cli;
    }

    private async Task AssertEndedAsync(RunningCli cli, string cause, Stopwatch watch)
    {
        await cli.EndsWithAsync(3);
        output.WriteLine($"ended {watch.ElapsedMilliseconds} ms after the fault");
        var outcome = Recording.Load(_folder.File("recording")).Manifest.Outcome;
        Assert.False(outcome.Valid);
        Assert.Matches(cause, outcome.Causes[0]);
    }

    private static async Task AssertNothingLeftAsync(TestEngine engine, int owner, IReadOnlyList<int> processes)
    {
        Assert.Empty(await engine.ContainersAsync(owner));
        Assert.Empty(await engine.NetworksAsync(owner));
        await AssertGoneAsync(processes);
    }

    private static Task AssertGoneAsync(IReadOnlyList<int> processes) => Eventually.HoldsAsync(
        () => !processes.Any(ProcessTree.IsAlive), () => $"the end of {string.Join(", ", processes.Where(ProcessTree.IsAlive).Select(ProcessTree.CommandLine))}");
}
