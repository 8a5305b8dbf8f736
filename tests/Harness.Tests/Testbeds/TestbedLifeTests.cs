using System.Diagnostics;
using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.EndToEnd;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Testbeds;

/// <summary>A testbed is opened for a run and closed after it, whatever happens in between.</summary>
[Collection(Measuring.Name)]
public sealed class TestbedLifeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Is_opened_and_closed_once_and_named_in_the_recording()
    {
        var testbed = new FakeTestbed("fake,delay=1ms");

        var recording = await MeasureAsync(testbed);

        Assert.Equal([], recording.Manifest.Outcome.Causes);
        Assert.Equal((1, 1), (testbed.Opened, testbed.Closed));
        Assert.Equal("fake,delay=1ms", recording.Manifest.Testbed);
        Assert.Equal(["two fakes", "no network"], recording.Manifest.TestbedFacts);
        Assert.Contains("Testbed  two fakes\nTestbed  no network\n", TextReport.Create(recording), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_cannot_be_opened_makes_the_recording_invalid()
    {
        var testbed = new FakeTestbed { CannotOpen = new RigFailureException("there is no moon", "build one") };

        var recording = await MeasureAsync(testbed);

        Assert.Equal(["there is no moon; build one"], recording.Manifest.Outcome.Causes);
        Assert.Equal((1, 0), (testbed.Opened, testbed.Closed));
        Assert.Null(recording.Manifest.TestbedFacts);
    }

    [Fact]
    public async Task That_leaves_something_behind_makes_the_recording_invalid()
    {
        var recording = await MeasureAsync(new FakeTestbed { CannotClose = new RigFailureException("the moon is still there", "remove it") });

        Assert.Equal(["the moon is still there; remove it"], recording.Manifest.Outcome.Causes);
        Assert.NotEmpty(recording.Slices);
    }

    [Fact]
    public async Task Is_closed_when_an_agent_fails()
    {
        var testbed = new FakeTestbed { LoadHost = new DeadHost("responder") };

        var recording = await MeasureAsync(testbed);

        Assert.StartsWith("the responder (process ", Assert.Single(recording.Manifest.Outcome.Causes), StringComparison.Ordinal);
        Assert.Equal((1, 1), (testbed.Opened, testbed.Closed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_a_fault_of_its_own_names_that_when_an_agent_dies(bool hasFault)
    {
        var testbed = new FakeTestbed { Fault = hasFault ? new RigFailureException("the moon has set", "wait for it") : null };
        var progress = new Killing("warming up", "tracetoll-agent send ");

        var (_, recording) = await Short(testbed).Into(_folder.File("killed")).RunAsync(progress);

        var cause = Assert.Single(recording.Manifest.Outcome.Causes);
        Assert.Matches(hasFault ? "^the moon has set; wait for it$" : @"^the sender \(process \d+\) was killed by signal 9", cause);
        Assert.Equal((1, 1), (testbed.Opened, testbed.Closed));
    }

    [Fact]
    public async Task Is_closed_when_the_user_stops()
    {
        using var stop = new CancellationTokenSource();
        var testbed = new FakeTestbed();
        var stopping = new Stopping(stop, "warming up");

        var (_, recording) = await Short(testbed).Into(_folder.File("stopped")).RunAsync(stopping, stop.Token);

        Assert.StartsWith("stopped by the user after 0 of ", Assert.Single(recording.Manifest.Outcome.Causes), StringComparison.Ordinal);
        Assert.Equal((1, 1), (testbed.Opened, testbed.Closed));
    }

    [Fact]
    public async Task Is_closed_after_its_hosts_were_looked_at()
    {
        var testbed = new FakeTestbed();

        var inspection = await TestbedInspection.ReadAsync(testbed, Tracing.TracedSide.Sender, _ => { }, CancellationToken.None);

        Assert.Equal((1, 1), (testbed.Opened, testbed.Closed));
        Assert.NotEmpty(inspection.Sender.CpusAllowed);
        Assert.Equal(inspection.Sender.Tracer, Assert.Single(inspection.Tracers).Tracer);
    }

    [Fact]
    public void Is_the_same_where_it_has_the_same_name()
    {
        Assert.True(new FakeTestbed() == new FakeTestbed() { Fault = new RigFailureException("a", "b") });
        Assert.True(new FakeTestbed() != new FakeTestbed("other"));
        Assert.Equal(new FakeTestbed().GetHashCode(), new FakeTestbed().GetHashCode());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Recording> MeasureAsync(FakeTestbed testbed) => (await Short(testbed).Into(_folder.File("recording")).RunAsync()).Recording;

    private static Experiment Short(FakeTestbed testbed) => Experiment.Of(Scenario.MarketData with { MessagesPerSecond = 200, ReplyEvery = 1, Idle = IdleStrategy.Block })
        .On(testbed).By(new Interleaved { Blocks = 1, Slice = TimeSpan.FromSeconds(0.2), WarmUp = TimeSpan.FromSeconds(0.1) });

    /// <summary>Who kills a process of ours as soon as something is done.</summary>
    private sealed class Killing(string doing, string commandPart) : IProgress<ExperimentProgress>
    {
        private bool _done;

        public void Report(ExperimentProgress value)
        {
            if (value.Doing == doing && !_done)
            {
                _done = true;
                using var victim = Process.GetProcessById(ProcessTree.Below(Environment.ProcessId)
                    .Single(process => ProcessTree.CommandLine(process).Contains(commandPart, StringComparison.Ordinal)));
                victim.Kill();
            }
        }
    }

    /// <summary>The user who presses Ctrl-C as soon as something is done.</summary>
    private sealed class Stopping(CancellationTokenSource stop, string doing) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value)
        {
            if (value.Doing == doing)
            {
                stop.Cancel();
            }
        }
    }
}
