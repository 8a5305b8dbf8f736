using System.Globalization;
using System.Net;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using TraceToll.Tests.Testbeds;
using TraceToll.Tracing;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.EndToEnd;

/// <summary>Real load between two real network namespaces.</summary>
[Collection(Measuring.Name)]
public sealed class Namespaces(ITestOutputHelper output) : IDisposable
{
    private static readonly Testbed Plain = Testbed.Parse("namespaces");
    private static readonly Scenario Slow = Scenario.MarketData with { Name = "slow", MessagesPerSecond = 1_000, ReplyEvery = 1, Idle = IdleStrategy.Block };
    private static readonly Interleaved Short = new() { Blocks = 1, Slice = TimeSpan.FromSeconds(0.5), WarmUp = TimeSpan.FromSeconds(0.2) };

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task Are_networks_of_their_own_with_a_link_between_them()
    {
        await Present.RequireAsync(Plain);
        await using var open = await Plain.OpenAsync(CancellationToken.None);

        await using var sender = await open.Sender.StartAgentAsync("one", ["respond", "--listen", "198.18.0.1:0"], CancellationToken.None);
        await using var responder = await open.Responder.StartAgentAsync("other", ["respond", "--listen", "198.18.0.2:0"], CancellationToken.None);

        string[] networks = [.. new[] { sender.ProcessId, responder.ProcessId, Environment.ProcessId }.Select(HeldNamespaces.Of)];
        Assert.Equal(3, networks.Distinct().Count());
        Assert.All(networks, network => Assert.StartsWith("net:[", network, StringComparison.Ordinal));
        Assert.Equal(IPAddress.Parse("198.18.0.2"), open.ResponderAddress);
        Assert.Null(await open.FindFaultAsync(CancellationToken.None));
    }

    [SkippableFact]
    public async Task Are_gone_when_they_are_closed()
    {
        await Present.RequireAsync(Plain);
        string[] networks;
        await using (var open = await Plain.OpenAsync(CancellationToken.None))
        {
            await using var agent = await open.Sender.StartAgentAsync("agent", ["respond", "--listen", "198.18.0.1:0"], CancellationToken.None);
            networks = [HeldNamespaces.Of(agent.ProcessId)];
            Assert.True(HeldNamespaces.Holds(networks[0]));
        }

        Assert.All(networks, network => Assert.False(HeldNamespaces.Holds(network), network));
    }

    [SkippableFact]
    public async Task Two_at_once_do_not_collide()
    {
        await Present.RequireAsync(Plain);

        await using var first = await Plain.OpenAsync(CancellationToken.None);
        await using var second = await Plain.OpenAsync(CancellationToken.None);

        await using var one = await first.Responder.StartAgentAsync("one", ["respond", "--listen", "198.18.0.2:0"], CancellationToken.None);
        await using var two = await second.Responder.StartAgentAsync("two", ["respond", "--listen", "198.18.0.2:0"], CancellationToken.None);
        Assert.NotEqual(HeldNamespaces.Of(one.ProcessId), HeldNamespaces.Of(two.ProcessId));
    }

    [SkippableFact]
    public async Task Idle_runs_and_is_silent_and_log_says_every_run_of_this_connection()
    {
        await Present.RequireAsync(Plain);
        await Bpftrace.RequireAsync();

        // Blocking loops leave the tracer a CPU to keep up with.
        var recording = await MeasureAsync(Experiment.Of(Slow).On(Plain).Compare(TracingMode.Idle, TracingMode.LogEverything).Tracing(TracedSide.Both).By(Short));

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        var idle = Assert.Single(Counted(recording, TracingMode.Idle).Tracers);
        Assert.True(idle.RunsBefore > 0 && idle.RunsAfter > 0, $"{idle.RunsBefore} and {idle.RunsAfter} runs");
        Assert.Equal((0, "this machine"), (idle.Detached.LogLines, idle.Host));

        var log = Assert.Single(Counted(recording, TracingMode.LogEverything).Tracers).Detached;
        var runs = log.Programs.Sum(program => program.RunCount);
        output.WriteLine($"{log.LogLines} lines, {runs} runs");
        Assert.Equal((0, 0), (log.LostEvents, log.MalformedLines));
        Assert.InRange(log.LogLines, 1, runs);
        // The machine has other connections, which run the program too; none of them is logged.
        Assert.All(log.LogSample, line => Assert.Matches(@"\[(198\.18\.0\.1:\d+ -> 198\.18\.0\.2:2\d{4}|198\.18\.0\.2:2\d{4} -> 198\.18\.0\.1:\d+)\]", line));
    }

    [SkippableFact]
    public async Task A_link_with_delay_delays_each_way()
    {
        var delayed = Testbed.Parse("namespaces,delay=3ms");
        await Present.RequireAsync(delayed);

        var recording = await MeasureAsync(Experiment.Of(Slow with { MessagesPerSecond = 200 }).On(delayed).By(Short));

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.All(recording.Slices, slice => Assert.True(Least.FromSendNs(slice.Measured) >= 6_000_000, $"{Least.FromSendNs(slice.Measured)} ns"));
    }

    [SkippableFact]
    public async Task Loss_shows_as_retransmits()
    {
        await Present.RequireAsync(Plain);
        var netem = Testbed.Parse("namespaces,loss=2%");
        Testbed lossy = await netem.MissingAsync(CancellationToken.None) == null ? netem : new LossyNamespaces(percent: 2);
        var missing = await lossy.MissingAsync(CancellationToken.None);
        Skip.If(missing != null, missing ?? "");

        var recording = await MeasureAsync(Experiment.Of(Slow).On(lossy).By(Short with { Blocks = 2 }));

        var retransmits = recording.Slices.Sum(slice => slice.Measured.Witness.Retransmits);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{retransmits} retransmits; {string.Join("; ", recording.Manifest.Outcome.Causes)}"));
        Assert.True(retransmits > 0, "nothing was sent again");
        // Valid or not: what was late is told, never that all is well.
        Assert.All(recording.Manifest.Outcome.Causes, cause => Assert.Matches("was not held|replies are missing", cause));
    }

    [SkippableFact]
    public async Task What_a_kernel_cannot_do_is_refused_in_one_sentence()
    {
        await Present.RequireAsync(Plain);

        var missing = await Testbed.Parse("namespaces,delay=1ms,jitter=100us,loss=1%").MissingAsync(CancellationToken.None);

        // tc understood the words: what it cannot do is the kernel's fault.
        if (missing != null)
        {
            Assert.Matches("^packets cannot be delayed or lost here: tc said 'Error: Specified qdisc .*'; load sch_netem .*, or leave delay, jitter and loss out$", missing);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static Slice Counted(Recording recording, TracingMode mode) =>
        recording.Slices.Single(slice => slice.Use == SliceUse.Counted && slice.Mode == mode.Name);

    private async Task<Recording> MeasureAsync(Experiment experiment) => (await experiment.Into(_folder.File("recording")).RunAsync()).Recording;
}
