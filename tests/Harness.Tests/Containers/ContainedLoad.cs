using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.Containers;

/// <summary>Real load between two containers, real bpftrace beside them: what the tracer says it did is what it does on loopback.</summary>
[Collection(Measuring.Name)]
public sealed class ContainedLoad(ITestOutputHelper output) : IDisposable
{
    private static readonly Scenario Slow = Scenario.MarketData with { Name = "slow", MessagesPerSecond = 1_000, ReplyEvery = 1, Idle = IdleStrategy.Block };

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task Idle_runs_and_is_silent_and_log_says_every_run_of_this_connection()
    {
        await Docker.RequireAsync();
        await Bpftrace.RequireAsync();

        var recording = await MeasureAsync(Docker.Testbed, "blocks=1,slice=0.5", Scenario.MarketData, TracingMode.Idle, TracingMode.LogEverything);

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        var idle = Counted(recording, TracingMode.Idle);
        Assert.True(idle.RunsBefore > 0 && idle.RunsAfter > 0, $"{idle.RunsBefore} and {idle.RunsAfter} runs");
        Assert.Equal(0, idle.Detached.LogLines);

        var log = Counted(recording, TracingMode.LogEverything).Detached;
        var runs = log.Programs.Sum(program => program.RunCount);
        output.WriteLine($"{log.LogLines} lines, {runs} runs");
        Assert.Equal((0, 0), (log.LostEvents, log.MalformedLines));
        Assert.InRange(log.LogLines, runs * 9 / 10, runs);
        // Nobody else on this machine has such addresses and such a port.
        Assert.All(log.LogSample, line => Assert.Matches(@"\|\[198\.1[89]\.\d+\.\d+:2[0-4]\d{3} -> 198\.1[89]\.\d+\.\d+:2[0-4]\d{3}\]\|", line));
    }

    [SkippableFact]
    public async Task Runs_one_after_the_other_have_containers_of_their_own()
    {
        await Docker.RequireAsync();

        var recording = await MeasureAsync(Docker.Testbed, "runs=1,messages=4000,warm-up-replies=3000", Slow);

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.Equal(2, recording.Slices.Count);
    }

    [SkippableFact]
    public async Task Several_pairs_leave_each_other_alone_and_nothing_behind()
    {
        await Docker.RequireAsync();

        var recording = await MeasureAsync(Testbed.Parse("containers,pairs=3"), "blocks=1,slice=0.3", Slow with { MessagesPerSecond = 200 });

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.Equal(3, recording.Manifest.Sent.Count);
        await using var engine = TestEngine.Shared();
        Assert.Empty(await engine.ContainersAsync(Environment.ProcessId));
        Assert.Empty(await engine.NetworksAsync(Environment.ProcessId));
    }

    [SkippableFact]
    public async Task What_containers_may_use_is_what_the_load_has()
    {
        await Docker.RequireAsync();

        var recording = await MeasureAsync(Testbed.Parse("containers,cpus=0,memory=64m"), "blocks=1,slice=0.3", Scenario.MarketData);

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.Equal([0], recording.Manifest.SenderHost!.CpusAllowed);
        Assert.Equal("containers,cpus=0,memory=64m", recording.Manifest.Testbed);
        Assert.Contains("each container may use CPUs 0 and 64 MiB of memory", recording.Manifest.TestbedFacts!);
    }

    [SkippableFact]
    public async Task What_an_engine_refuses_is_said_in_its_words()
    {
        await Docker.RequireAsync();

        var recording = await MeasureAsync(Testbed.Parse("containers,cpus=8191"), "blocks=1,slice=0.3", Scenario.MarketData);

        Assert.Matches("did not start the container tracetoll-[0-9a-f]{6}-(sender|responder)-1: .*8191", Assert.Single(recording.Manifest.Outcome.Causes));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Recording> MeasureAsync(Testbed testbed, string plan, Scenario load, params TracingMode[] modes) =>
        (await Experiment.Of(load).On(testbed).Compare(modes).Tracing(TracedSide.Both).By(Plan.Parse(plan)).Into(_folder.File("recording")).RunAsync()).Recording;

    private static TracerEvidence Counted(Recording recording, TracingMode mode) =>
        Assert.Single(recording.Slices.Single(slice => slice.Use == SliceUse.Counted && slice.Mode == mode.Name).Tracers);
}
