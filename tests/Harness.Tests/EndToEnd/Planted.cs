using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using TraceToll.Xunit;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.EndToEnd;

/// <summary>
/// A cost that is known beforehand is in every slice that it belongs to and in no other. Told from the least round trip of a slice,
/// which a busy machine cannot make shorter.
/// </summary>
[Collection(Measuring.Name)]
public sealed class Planted(ITestOutputHelper output) : IDisposable
{
    private const long DelayNs = 1_000_000;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(1);
    private static readonly Scenario Slow = Scenario.MarketData with { Name = "slow", MessagesPerSecond = 200, ReplyEvery = 1, Idle = IdleStrategy.Block };
    private static readonly Interleaved TwoBlocks = new() { Blocks = 2, Slice = TimeSpan.FromSeconds(0.3), WarmUp = TimeSpan.FromSeconds(0.2) };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task In_the_responder_is_found_with_toggling()
    {
        var recording = await MeasureAsync(Experiment.Of(Slow).Compare(TracingMode.Planted).Planting(Delay).By(TwoBlocks));

        Assert.Equal(6, recording.Slices.Count);
        Assert.All(recording.Slices, slice => Assert.Equal(slice.Mode == "planted", Least.FromSendNs(slice.Measured) >= DelayNs));
        Assert.Equal((DelayNs, "responder"), (recording.Manifest.PlantedDelayNs, recording.Manifest.PlantedSide));
        var report = TextReport.Create(recording);
        Assert.Contains("a delay of 1000 us a message was planted in the responder, in every mode but off and off-again", report, StringComparison.Ordinal);
        Assert.Contains("planted: no bpftrace; the load is delayed on purpose", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_both_ends_is_found_in_separate_runs()
    {
        var plan = new SeparateRuns { Runs = 1, Messages = 600, WarmUpReplies = 30 };

        var recording = await MeasureAsync(Experiment.Of(Slow).Compare(TracingMode.Planted).Planting(Delay, TracedSide.Both).By(plan));

        Assert.Equal(["off", "planted", "off-again"], recording.Slices.Select(slice => slice.Mode));
        Assert.All(recording.Slices, slice => Assert.Equal(slice.Mode == "planted", Least.LagNs(slice.Measured) >= DelayNs));
        Assert.All(recording.Slices, slice => Assert.Equal(slice.Mode == "planted", Least.FromSendNs(slice.Measured) >= DelayNs));
        Assert.Equal("both", recording.Manifest.PlantedSide);
    }

    [SkippableFact]
    public async Task Comes_on_top_of_a_tracer()
    {
        await Bpftrace.RequireAsync();

        var recording = await MeasureAsync(
            Experiment.Of(Slow).Compare(TracingMode.Idle).Planting(Delay, TracedSide.Sender).By(TwoBlocks with { Blocks = 1 }));

        Assert.Equal(2, recording.Slices.Count(slice => slice.Mode == "idle"));
        Assert.All(recording.Slices, slice => Assert.Equal(slice.Mode == "idle", Least.LagNs(slice.Measured) >= DelayNs));
    }

    [Fact]
    public async Task With_nothing_planted_is_one_more_control()
    {
        var recording = await MeasureAsync(Experiment.Of(Slow).Compare(TracingMode.Planted).Planting(TimeSpan.Zero).By(TwoBlocks));

        Assert.All(recording.Slices, slice => Assert.InRange(Least.RoundTripNs(slice.Measured), 0, DelayNs));
        Assert.Null(recording.Manifest.PlantedDelayNs);
        Assert.DoesNotContain("was planted", TextReport.Create(recording), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_what_a_test_gets_compared()
    {
        MeasuredOverhead overhead = await Experiment.Of(Slow).Compare((TracingMode)"planted").Planting(Delay).By(TwoBlocks).RunAsync(output);

        Assert.Equal(("planted", "off"), (overhead.Comparison.Treatment, overhead.Comparison.Control));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Recording> MeasureAsync(Experiment experiment)
    {
        var (_, recording) = await experiment.Into(_folder.File("recording")).RunAsync();
        Assert.Equal([], recording.Manifest.Outcome.Causes);
        return recording;
    }
}
