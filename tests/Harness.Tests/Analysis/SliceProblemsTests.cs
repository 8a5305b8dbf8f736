using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using Xunit;

namespace TraceToll.Tests.Analysis;

/// <summary>What is lost, late or missing makes a slice invalid, never fast.</summary>
public class SliceProblemsTests
{
    private static readonly Slice Off = RecordingSamples.Slice(1, "off", 60_000, 1_000);
    private static readonly Slice Log = RecordingSamples.Slice(1, "log", 60_000, 1_000);
    private static readonly Slice Idle = RecordingSamples.Slice(1, "idle", 60_000, 1_000);

    [Fact]
    public void A_slice_in_which_all_went_well_has_none()
    {
        Assert.Empty(Of(Off, TracingKind.Off));
        Assert.Empty(Of(Idle, TracingKind.Idle));
        Assert.Empty(Of(Log, TracingKind.LogEverything));
    }

    [Theory]
    [InlineData("missing", "3 of 1000 replies are missing")]
    [InlineData("nothing asked", "make the slice longer")]
    [InlineData("out of order", "2 replies came out of order")]
    [InlineData("dropped", "7 round trips were lost in the sender")]
    [InlineData("late", "the rate of 20000/s was not held: 15000 messages a second, 12 ms behind at the end")]
    public void What_is_wrong_with_the_load_is_told(string what, string expected)
    {
        using var other = new Culture("de-DE");
        var measured = Off.Measured;
        measured = what switch
        {
            "missing" => measured with { Replies = 997 },
            "nothing asked" => measured with { Replies = 0, RepliesExpected = 0 },
            "out of order" => measured with { OutOfOrder = 2 },
            "dropped" => measured with { SamplesDropped = 7 },
            _ => measured with { LagAtEndNs = 12_000_000, AchievedRate = 15_000.4 },
        };

        Assert.Contains(expected, Assert.Single(Of(Off with { Measured = measured }, TracingKind.Off)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_was_not_held_is_told_as_it_is()
    {
        using var other = new Culture("de-DE");
        var late = Off with { Measured = Off.Measured with { LagAtEndNs = 12_000_000, AchievedRate = 15_000.4 } };
        var timeline = new Timeline { Path = "/here/my open.csv", Sha256 = new string('a', 64), Messages = 3, PeriodNs = 150_000 };

        Assert.StartsWith("bursts of 1000 messages every 3ms (333333/s on average) were not held: 15000 messages a second, 12 ms behind", Told(Scenario.MarketData.InBursts(1_000, 3_000_000)), StringComparison.Ordinal);
        Assert.StartsWith("the timeline my-open (20000/s on average) was not held: 15000 messages a second, 12 ms behind", Told(Scenario.MarketData with { Timeline = timeline }), StringComparison.Ordinal);

        string Told(Scenario scenario) => Assert.Single(SliceProblems.Of(late, TracingKind.Off, scenario, runCounts: true, loadGoesOn: true));
    }

    [Theory]
    [InlineData(500_000_000, 0)]
    [InlineData(500_000_001, 1)]
    public void A_burst_may_take_until_the_next_one_is_due(long lagNs, int problems) => Assert.Equal(problems, SliceProblems.Of(
        Off with { Measured = Off.Measured with { LagAtEndNs = lagNs } }, TracingKind.Off, Scenario.MarketData.InBursts(1_000, 500_000_000), runCounts: true, loadGoesOn: true).Count());

    [Fact]
    public void A_stall_is_a_latency_and_not_a_rate_that_was_not_held()
    {
        // The sender tells the least lag at the end, so what a stall leaves of it is small: 10 ms, and 0.1 % of the slice where that is more.
        Assert.Empty(Of(Off with { Measured = Off.Measured with { LagAtEndNs = 10_000_000 } }, TracingKind.Off));
        Assert.Empty(Of(Off with { Measured = Off.Measured with { LagAtEndNs = 34_000_000, DurationNs = 34_000_000_000 } }, TracingKind.Off));
    }

    [Theory]
    [InlineData("loaded", "are still loaded after it ended")]
    [InlineData("one program less", "lost a program while it was measured")]
    [InlineData("lost", "lost 5 events")]
    [InlineData("malformed", "2 of 2000 log lines of the tracer on this machine do not have the probe's form, the first: half a li")]
    [InlineData("silent", "logged 0 lines in the slice")]
    [InlineData("half asleep", "logged 4 lines in the slice, where the sender alone received 10 segments")]
    public void What_is_wrong_with_the_tracer_is_told(string what, string expected)
    {
        var detached = Log.Tracers[0].Detached;
        detached = what switch
        {
            "loaded" => detached with { Gone = false },
            "one program less" => detached with { Programs = [] },
            "lost" => detached with { LostEvents = 5 },
            "malformed" => detached with { MalformedLines = 2, MalformedSample = ["half a li", "ne"] },
            "silent" => detached with { LinesBetweenMarks = 0 },
            _ => detached with { LinesBetweenMarks = 4 },
        };
        var slice = Segments(With(Log, tracer => tracer with { Detached = detached }), 10);

        Assert.Contains(expected, Assert.Single(Of(slice, TracingKind.LogEverything)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    public void A_tracer_whose_programs_did_not_run_all_along_is_told(long before, long after)
    {
        var still = With(Idle, tracer => tracer with { RunsBefore = before, RunsAfter = after });

        Assert.Contains($"({before} runs before the slice, {after} after)", Assert.Single(Of(still, TracingKind.Idle)), StringComparison.Ordinal);
        // Nothing is known of a script of the user's: it may have nothing to do.
        Assert.Empty(Of(still, TracingKind.Script));
    }

    [Fact]
    public void Nothing_is_made_of_runs_that_could_not_be_counted()
    {
        var uncounted = With(Idle, tracer => tracer with { RunsBefore = 0, RunsAfter = 0 });
        var ended = With(Idle, tracer => tracer with { RunsAfter = 0 });

        Assert.Empty(SliceProblems.Of(uncounted, TracingKind.Idle, Scenario.MarketData, runCounts: false, loadGoesOn: true));
        Assert.Empty(SliceProblems.Of(ended, TracingKind.Idle, Scenario.MarketData, runCounts: true, loadGoesOn: false));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void An_idle_tracer_that_logs_is_told(int lines, int problems)
    {
        // A zero window now and then is reported whatever the limits: 1 % of 500 segments.
        var slice = Segments(With(Idle, tracer => tracer with { Detached = tracer.Detached with { LinesBetweenMarks = lines } }), 500);

        Assert.Equal(problems, Of(slice, TracingKind.Idle).Count);
    }

    private static List<string> Of(Slice slice, TracingKind kind) => [.. SliceProblems.Of(slice, kind, Scenario.MarketData, runCounts: true, loadGoesOn: true)];

    private static Slice Segments(Slice slice, long segments) =>
        slice with { Measured = slice.Measured with { Witness = slice.Measured.Witness with { SegmentsIn = segments } } };

    private static Slice With(Slice slice, Func<TracerEvidence, TracerEvidence> change) => slice with { Tracers = [change(slice.Tracers[0])] };
}
