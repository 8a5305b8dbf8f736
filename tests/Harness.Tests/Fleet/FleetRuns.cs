using System.Diagnostics;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using TraceToll.Tests.Testbeds;
using Xunit;

namespace TraceToll.Tests.Fleet;

/// <summary>Several real loads at once on this machine.</summary>
[Collection(Measuring.Name)]
public sealed class FleetRuns : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task All_pairs_are_one_recording_and_each_has_its_own()
    {
        var recording = await MeasureAsync(Testbed.Parse("loopback,pairs=2"), blocks: 2);

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.Equal("loopback,pairs=2", recording.Manifest.Testbed);
        Assert.Equal(["pairs 1 to 2, each: sender and responder on this machine, over 127.0.0.1"], recording.Manifest.TestbedFacts);
        Assert.Equal((2, 2L), (recording.Manifest.Sent.Count, recording.Manifest.Responded!.Connections));

        Recording[] pairs = [Pair("1-loopback"), Pair("2-loopback")];
        Assert.Equal(recording.Manifest.Sent, pairs.SelectMany(pair => pair.Manifest.Sent));
        foreach (var slice in recording.Slices)
        {
            Slice[] parts = [.. pairs.Select(pair => pair.Slices.Single(part => (part.Block, part.Mode, part.Use) == (slice.Block, slice.Mode, slice.Use)))];
            Assert.Equal(parts.Sum(part => part.Measured.Replies), slice.Measured.Replies);
            Assert.Equal(slice.Measured.Replies, Histograms.Decode(slice.Measured.FromDue).TotalCount);

            // One clock here, so that it can be seen: the slices lie side by side.
            var lastStart = parts.Max(part => part.Measured.StartUnixNs);
            Assert.All(parts, part => Assert.True(part.Measured.StartUnixNs + part.Measured.DurationNs > lastStart, $"{part.Block} {part.Mode}"));
        }

        Assert.Equal(recording.Slices.Select(slice => (slice.Block, slice.Mode)), pairs[1].Slices.Select(slice => (slice.Block, slice.Mode)));
    }

    [Fact]
    public async Task The_recording_of_a_pair_is_read_like_any_other()
    {
        var fleet = await MeasureAsync(Testbed.Parse("loopback,pairs=2"), blocks: 1);

        var pair = Pair("2-loopback");

        Assert.Equal((true, "loopback", 2), (pair.Manifest.Outcome.Valid, pair.Manifest.Testbed, pair.Slices.Count));
        Assert.Equal((fleet.Manifest.Plan, fleet.Manifest.Environment), (pair.Manifest.Plan, pair.Manifest.Environment));
        Assert.Equal(fleet.Manifest.Modes, pair.Manifest.Modes);
        var report = TextReport.Create(pair);
        Assert.Contains("Testbed  pair 2 of 2 of loopback,pairs=2, all of which were under load at the same time\n", report, StringComparison.Ordinal);
        Assert.Contains("VALID", report, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.File("recording"), "pairs", "2-loopback", "from-due.hlog")));
    }

    [Fact]
    public async Task Progress_is_that_of_all_pairs()
    {
        List<ExperimentProgress> told = [];

        await Short(Testbed.Parse("loopback,pairs=2"), blocks: 1).Into(_folder.File("recording")).RunAsync(new Listener(told.Add));

        var steps = told.Where(each => each.Detail == null).Select(each => $"{each.Doing} {each.Mode}".Trim()).Where(step => !step.StartsWith("waiting", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(["opening loopback,pairs=2", "looking at the hosts", "starting the responder", "warming up"], steps.Take(4));
        Assert.Equal(["finishing", "measuring off", "measuring off-again"], steps.Where(step => step.StartsWith("measuring", StringComparison.Ordinal) || step == "finishing").Order());
    }

    [Fact]
    public async Task A_pair_that_cannot_be_opened_is_named_and_the_others_are_closed()
    {
        var good = new FakeTestbed();
        var bad = new FakeTestbed("other") { CannotOpen = new RigFailureException("there is no moon", "build one") };

        var recording = await MeasureAsync(new FleetTestbed("fake,pairs=2", [good, bad]), blocks: 1);

        Assert.Equal(["pair 2 (other): there is no moon; build one"], recording.Manifest.Outcome.Causes);
        Assert.Equal((good.Opened, 0), (good.Closed, bad.Closed));
    }

    [Fact]
    public async Task A_pair_whose_agent_does_not_start_is_named_and_all_are_ended()
    {
        FakeTestbed[] pairs = [new(), new("other") { LoadHost = new DeadHost("sender") }];

        var recording = await MeasureAsync(new FleetTestbed("fake,pairs=2", pairs), blocks: 1);

        Assert.StartsWith("pair 2 (other): the sender (process ", Assert.Single(recording.Manifest.Outcome.Causes), StringComparison.Ordinal);
        Assert.All(pairs, pair => Assert.Equal((1, 1), (pair.Opened, pair.Closed)));
        Assert.Equal(recording.Manifest.Outcome.Causes, Pair("1-fake").Manifest.Outcome.Causes);
    }

    [Fact]
    public async Task A_pair_that_dies_while_all_measure_is_named_and_all_are_ended()
    {
        var (killed, started) = (0, 0);
        var agents = new List<int>();
        var killing = new Listener(progress =>
        {
            if (progress.Doing == "measuring" && Interlocked.Exchange(ref started, 1) == 0)
            {
                agents.AddRange(ProcessTree.Below(Environment.ProcessId).Where(process => ProcessTree.CommandLine(process).Contains("tracetoll-agent ", StringComparison.Ordinal)));
                using var victim = Process.GetProcessById(killed = agents.First(process => ProcessTree.CommandLine(process).Contains(" send ", StringComparison.Ordinal)));
                victim.Kill();
            }
        });

        var (_, recording) = await Short(Testbed.Parse("loopback,pairs=3"), blocks: 100).Into(_folder.File("recording")).RunAsync(killing);

        Assert.Matches($@"^pair \d \(loopback\): the sender \(process {killed}\) was killed by signal 9", Assert.Single(recording.Manifest.Outcome.Causes));
        Assert.Equal(6, agents.Count);
        Assert.All(agents, process => Assert.False(ProcessTree.IsAlive(process)));
        Assert.All((string[])["1-loopback", "2-loopback", "3-loopback"], pair => Assert.Equal(recording.Manifest.Outcome.Causes, Pair(pair).Manifest.Outcome.Causes));
    }

    [Fact]
    public async Task What_a_pair_leaves_behind_is_told_with_its_name()
    {
        var recording = await MeasureAsync(
            new FleetTestbed("fake,pairs=2", [new FakeTestbed(), new FakeTestbed("other") { CannotClose = new RigFailureException("the moon is still there", "remove it") }]), blocks: 1);

        Assert.Equal(["pair 2 (other): the moon is still there; remove it"], recording.Manifest.Outcome.Causes);
        Assert.NotEmpty(recording.Slices);
    }

    public void Dispose() => _folder.Dispose();

    private Recording Pair(string name) => Recording.Load(Path.Combine(_folder.File("recording"), "pairs", name));

    private async Task<Recording> MeasureAsync(Testbed testbed, int blocks) => (await Short(testbed, blocks).Into(_folder.File("recording")).RunAsync()).Recording;

    private static Experiment Short(Testbed testbed, int blocks) => Experiment.Of(Scenario.MarketData with { MessagesPerSecond = 200, ReplyEvery = 1, Idle = IdleStrategy.Block })
        .On(testbed).By(new Interleaved { Blocks = blocks, Slice = TimeSpan.FromSeconds(0.3), WarmUp = TimeSpan.FromSeconds(0.1) });

    private sealed class Listener(Action<ExperimentProgress> hear) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => hear(value);
    }
}
