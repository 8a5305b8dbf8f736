using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Remote;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.Remote;

/// <summary>Whatever happens to a connection in the middle of a measurement: the recording says it, nothing stays behind, and the next run works.</summary>
[Collection(Measuring.Name)]
public sealed class RemoteFaults(RemotePair pair, ITestOutputHelper output) : IClassFixture<RemotePair>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SkippableTheory]
    [InlineData("sender")]
    [InlineData("responder")]
    public async Task A_killed_sshd_ends_the_run(string role)
    {
        await RequireAsync();
        var server = role == "sender" ? pair.Sender : pair.Responder;

        var outcome = await MeasureUntilAsync(pair.Hosts, server.KillConnections);

        Assert.False(outcome.Valid);
        Assert.Matches($"^the SSH connection to the {role} host .*:{server.Port} was lost: .*; look at the host, at its sshd", Assert.Single(outcome.Causes));
        await NothingIsLeftAsync();
    }

    [SkippableFact]
    public async Task A_network_that_is_cut_ends_the_run_at_both_ends()
    {
        await RequireAsync();
        using var network = new Relay(pair.Sender.Port);
        var hosts = pair.Hosts with { Sender = pair.Hosts.Sender with { Port = network.Port } };

        var outcome = await MeasureUntilAsync(hosts, network.Cut);

        Assert.Matches("^the SSH connection to the sender host .* was lost: nothing came from it for 6 s; ", Assert.Single(outcome.Causes));
        // Nobody tells the host either: its agents end because no ping comes.
        await NothingIsLeftAsync();
    }

    [SkippableFact]
    public async Task A_killed_agent_is_the_cause_and_not_the_connection()
    {
        await RequireAsync();

        var outcome = await MeasureUntilAsync(pair.Hosts, () => Shell.Run("kill", "-9", $"{pair.Sender.Running().Single(each => ProcessTree.CommandLine(each).Contains(" send ", StringComparison.Ordinal))}"));

        Assert.Matches(@"^the sender \(process \d+\) was killed by signal 9", Assert.Single(outcome.Causes));
        await NothingIsLeftAsync();
    }

    [SkippableFact]
    public async Task A_killed_harness_leaves_nothing_on_the_hosts()
    {
        await RequireAsync();
        var environment = new Dictionary<string, string> { [HostsFile.Variable] = RemotePair.Write(pair.Hosts) };
        using var cli = new RunningCli(environment, "measure", "--testbed", "remote", "--scenario", "market-data,rate=2000,reply-every=10,idle=block",
            "--modes", "idle", "--plan", "blocks=100,slice=1,warm-up=0.2", "--out", _folder.File("recording"));
        await cli.WaitUntilItSaysAsync("measuring idle");
        Assert.NotEmpty(pair.Sender.Running());

        Shell.Run("kill", "-9", $"{cli.Id}");

        await cli.WaitForEndAsync();
        await NothingIsLeftAsync();
        Assert.Contains("the harness ended before", Assert.Single(Recording.Load(_folder.File("recording")).Manifest.Outcome.Causes), StringComparison.Ordinal);
        await TheNextRunWorksAsync();
    }

    public void Dispose() => _folder.Dispose();

    private static async Task RequireAsync()
    {
        RemotePair.Require();
        await Bpftrace.RequireAsync();
    }

    private async Task<Outcome> MeasureUntilAsync(HostsFile hosts, Action fault)
    {
        var measuring = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var progress = new Told(now =>
        {
            if (now is { Doing: "measuring", Mode: "idle" })
            {
                measuring.TrySetResult();
            }
        });
        var run = Experiment.Of(Calm.Load).On(new RemoteTestbed(hosts)).Compare(TracingMode.Idle)
            .By(Plan.Parse("blocks=100,slice=1,warm-up=0.2")).Into(_folder.File("recording")).RunAsync(progress);
        Assert.Same(measuring.Task, await Task.WhenAny(measuring.Task, run));
        Assert.NotEmpty(pair.Sender.Running());

        fault();

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (_, recording) = await run;
        output.WriteLine($"the run ended {watch.ElapsedMilliseconds} ms after the fault");
        return recording.Manifest.Outcome;
    }

    private async Task NothingIsLeftAsync()
    {
        await Eventually.HoldsAsync(() => pair.Sender.Running().Count + pair.Responder.Running().Count == 0,
            () => $"the end of {string.Join(", ", pair.Sender.Running().Concat(pair.Responder.Running()).Select(ProcessTree.CommandLine))}");
        Assert.All([.. pair.Sender.Files(), .. pair.Responder.Files()], file => Assert.Matches(@"^\.cache/tracetoll/[^.]", file));
    }

    private async Task TheNextRunWorksAsync()
    {
        var (_, next) = await Experiment.Of(Calm.Load).On(new RemoteTestbed(pair.Hosts)).Compare(TracingMode.Idle)
            .By(Plan.Parse("blocks=1,slice=0.3")).Into(_folder.File("next")).RunAsync();
        Assert.Equal([], next.Manifest.Outcome.Causes);
    }

    private sealed class Told(Action<ExperimentProgress> tell) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => tell(value);
    }
}
