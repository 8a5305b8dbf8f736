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

/// <summary>Real load between many pairs of network namespaces at once.</summary>
[Collection(Measuring.Name)]
public sealed class FleetOfNamespaces(ITestOutputHelper output) : IDisposable
{
    private static readonly Scenario Slow = Scenario.MarketData with { Name = "slow", MessagesPerSecond = 200, ReplyEvery = 1, Idle = IdleStrategy.Block };

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task Eight_pairs_are_measured_at_once_and_merged()
    {
        var fleet = Testbed.Parse("namespaces,pairs=8");
        await Present.RequireAsync(fleet);

        var recording = await MeasureAsync(Experiment.Of(Slow).On(fleet).By(Plan.Parse("blocks=1,slice=0.5,warm-up=0.2")));

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        var pairs = Directory.GetDirectories(Path.Combine(_folder.File("recording"), "pairs")).Select(Recording.Load).ToList();
        Assert.Equal(8, pairs.Count);
        foreach (var slice in recording.Slices)
        {
            var parts = pairs.Select(pair => pair.Slices.Single(part => part.Mode == slice.Mode)).ToList();
            output.WriteLine($"{slice.Mode}: {slice.Measured.Replies} round trips, begun within {(parts.Max(Start) - parts.Min(Start)) / 1_000_000} ms");
            Assert.Equal(parts.Sum(part => part.Measured.Replies), slice.Measured.Replies);
            Assert.Equal(slice.Measured.Replies, Histograms.Decode(slice.Measured.FromDue).TotalCount);
            Assert.True(parts.Max(Start) < parts.Min(part => Start(part) + part.Measured.DurationNs), "the slices do not overlap");
        }
    }

    [SkippableFact]
    public async Task Each_pair_is_traced_by_a_port_of_its_own()
    {
        var fleet = Testbed.Parse("namespaces,pairs=2");
        await Present.RequireAsync(fleet);
        await Bpftrace.RequireAsync();

        var recording = await MeasureAsync(Experiment.Of(Slow).On(fleet).Compare(TracingMode.LogEverything).By(Plan.Parse("blocks=1,slice=0.5,warm-up=0.2")));

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        var merged = recording.Slices.Single(slice => slice is { Mode: "log", Use: SliceUse.Compared });
        Assert.Equal(["pair 1 (namespaces), this machine", "pair 2 (namespaces), this machine"], merged.Tracers.Select(tracer => tracer.Host));
        var ports = Enumerable.Range(1, 2).Select(pair => Port(Recording.Load(Path.Combine(_folder.File("recording"), "pairs", $"{pair}-namespaces")))).ToList();
        Assert.Equal(2, ports.Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();

    private static long Start(Slice slice) => slice.Measured.StartUnixNs;

    /// <summary>The only responder's port in all that its tracer logged.</summary>
    private static string Port(Recording pair) => Assert.Single(
        pair.Slices.SelectMany(slice => slice.Tracers).SelectMany(tracer => tracer.Detached.LogSample)
            .Select(line => System.Text.RegularExpressions.Regex.Match(line, @"198\.18\.0\.2:(\d+)").Groups[1].Value).Distinct());

    private async Task<Recording> MeasureAsync(Experiment experiment) => (await experiment.Into(_folder.File("recording")).RunAsync()).Recording;
}
