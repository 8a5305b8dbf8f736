using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Remote;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using Xunit;

namespace TraceToll.Tests.Remote;

/// <summary>The load over two hosts that are reached over SSH.</summary>
[Collection(Measuring.Name)]
public sealed class RemoteRuns(RemotePair pair) : IClassFixture<RemotePair>, IDisposable
{
    // What the harness and the hosts have to say to each other in a run of seconds, with room to spare.
    private const double MostShareOfLoad = 0.05;

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task Idle_and_log_are_attached_counted_and_gone()
    {
        RemotePair.Require();
        await Bpftrace.RequireAsync();
        var plan = Plan.Parse("blocks=2,slice=0.5");

        var (_, recording) = await Experiment.Of(Calm.Load).On(new RemoteTestbed(pair.Hosts)).Compare(TracingMode.Idle, TracingMode.LogEverything)
            .By(plan).Into(_folder.File("recording")).RunAsync();

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.Equal("remote", recording.Manifest.Testbed);
        var idle = Assert.Single(Counted(recording, TracingMode.Idle).Tracers);
        Assert.Equal(pair.Hosts.Sender.ToString(), idle.Host);
        Assert.True(idle.Detached.Programs.Sum(program => program.RunCount) > 0);
        Assert.Equal(0, idle.Detached.LinesBetweenMarks);
        Assert.True(Assert.Single(Counted(recording, TracingMode.LogEverything).Tracers).Detached.LinesBetweenMarks > 0);
        Assert.Contains(recording.Manifest.TestbedFacts!, fact => fact.EndsWith("both are one machine (one kernel)", StringComparison.Ordinal));
        AssertNothingIsLeft();
    }

    [SkippableFact]
    public async Task The_load_does_not_pass_through_ssh()
    {
        RemotePair.Require();
        using var toSender = new Relay(pair.Sender.Port);
        using var toResponder = new Relay(pair.Responder.Port);
        var hosts = pair.Hosts with
        {
            Sender = pair.Hosts.Sender with { Port = toSender.Port },
            Responder = pair.Hosts.Responder with { Port = toResponder.Port },
        };
        await (await new RemoteTestbed(hosts).OpenAsync(default)).DisposeAsync();
        var before = toSender.Bytes + toResponder.Bytes;

        var (_, recording) = await Experiment.Of(Calm.Load).On(new RemoteTestbed(hosts))
            .By(Plan.Parse("blocks=2,slice=1")).Into(_folder.File("recording")).RunAsync();

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        var load = recording.Slices.Sum(slice => slice.Measured.EndSequence - slice.Measured.FirstSequence) * Calm.Load.MessageBytes;
        Assert.InRange(toSender.Bytes + toResponder.Bytes - before, 1, (long)(load * MostShareOfLoad));
    }

    [SkippableFact]
    public async Task Loops_keep_to_the_cpus_of_hosts_json()
    {
        RemotePair.Require();
        Skip.If(Environment.ProcessorCount < 2, "two CPUs are needed to tell one from the other");
        var hosts = pair.Hosts with { Sender = pair.Hosts.Sender with { Cpus = [1] }, Responder = pair.Hosts.Responder with { Cpus = [0] } };

        var (_, recording) = await Experiment.Of(Calm.Load).On(new RemoteTestbed(hosts))
            .By(Plan.Parse("blocks=1,slice=0.3")).Into(_folder.File("recording")).RunAsync();

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.EndsWith("sender on CPU 1, responder on CPU 0", recording.Manifest.Loops, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Several_pairs_are_measured_at_once_and_named_by_their_senders()
    {
        RemotePair.Require();
        var hosts = HostsFile.Parse($"{{ \"pairs\": [{pair.Hosts.ToJson()}, {pair.Hosts.ToJson()}] }}", pair.Hosts.Path);

        var (_, recording) = await Experiment.Of(Calm.Load).On(new RemoteTestbed(hosts)).By(Plan.Parse("blocks=1,slice=0.3")).Into(_folder.File("recording")).RunAsync();

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.Equal(("remote,pairs=2", 2), (recording.Manifest.Testbed, recording.Manifest.Sent.Count));
        Assert.Equal(["1-127.0.0.1", "2-127.0.0.1"], Directory.GetDirectories(Path.Combine(_folder.File("recording"), "pairs")).Select(Path.GetFileName).Order());
        AssertNothingIsLeft();
    }

    [SkippableFact]
    public async Task Runs_on_several_pairs_are_refused_before_they_begin()
    {
        RemotePair.Require();
        var hosts = HostsFile.Parse($"{{ \"pairs\": [{pair.Hosts.ToJson()}, {pair.Hosts.ToJson()}] }}", pair.Hosts.Path);

        var (_, recording) = await Experiment.Of(Calm.Load).On(new RemoteTestbed(hosts)).By(Plan.Origin).Into(_folder.File("recording")).RunAsync();

        Assert.StartsWith("the plan runs=3,messages=1000000,warm-up-replies=10000 is one of runs, ", Assert.Single(recording.Manifest.Outcome.Causes), StringComparison.Ordinal);
        Assert.Empty(recording.Slices);
        AssertNothingIsLeft();
    }

    public void Dispose() => _folder.Dispose();

    private static Slice Counted(Recording recording, TracingMode mode) =>
        recording.Slices.Single(slice => slice.Use == SliceUse.Counted && slice.Mode == mode.Name);

    private void AssertNothingIsLeft()
    {
        Assert.Empty(pair.Sender.Running());
        Assert.Empty(pair.Responder.Running());
        Assert.All([.. pair.Sender.Files(), .. pair.Responder.Files()], file => Assert.StartsWith(".cache/tracetoll/", file, StringComparison.Ordinal));
    }
}
