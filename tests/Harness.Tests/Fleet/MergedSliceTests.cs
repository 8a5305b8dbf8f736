using HdrHistogram;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Recordings.Fleet;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Fleet;

public class MergedSliceTests
{
    private static readonly Slice Short = RecordingSamples.Slice(3, "idle", Enumerable.Repeat(50_000L, 100));
    private static readonly Slice Long = RecordingSamples.Slice(3, "idle", Enumerable.Repeat(90_000L, 300));

    [Fact]
    public void Holds_every_round_trip_of_every_pair()
    {
        var measured = Merge(Short, Long).Measured;

        Assert.All((string[])[measured.FromDue, measured.FromSend, measured.SendLag], histogram => Assert.Equal(400, Histograms.Decode(histogram).TotalCount));
        var trips = Histograms.Decode(measured.FromDue);
        Assert.Equal((100, 300), (trips.GetCountAtValue(50_000), trips.GetCountAtValue(90_000)));
        Assert.Equal((400, 400), (measured.Replies, measured.RepliesExpected));
        Assert.Equal(400 * 32, measured.EndSequence - measured.FirstSequence);
        Assert.Equal(80_000, measured.MeanFromDueNs);
        Assert.Equal(2 * 19_999.75, measured.AchievedRate);
    }

    [Fact]
    public void Is_as_late_and_as_long_as_its_worst_pair()
    {
        var late = Long with { Measured = Long.Measured with { LagAtEndNs = 9_000, DurationNs = 2_000_000_000, StartUnixNs = 5, OutOfOrder = 1, SamplesDropped = 2 } };

        var measured = Merge(Short, late).Measured;

        Assert.Equal((9_000, 2_000_000_000, 5), (measured.LagAtEndNs, measured.DurationNs, measured.StartUnixNs));
        Assert.Equal((1, 2), (measured.OutOfOrder, measured.SamplesDropped));
    }

    [Fact]
    public void Counts_of_loops_are_summed_and_those_of_machines_are_the_most()
    {
        var quiet = Short.Measured.Witness with { StealMs = 0, SoftirqMs = 50, Hiccups = 0, HiccupNs = 0, SendWindow = -1, Retransmits = 3 };

        var witness = Merge(Short with { Measured = Short.Measured with { Witness = quiet } }, Long).Measured.Witness;

        Assert.Equal((10, 50), (witness.StealMs, witness.SoftirqMs));
        Assert.Equal((1, 1_000_000, 4), (witness.Hiccups, witness.HiccupNs, witness.InvoluntarySwitches));
        Assert.Equal((3, 3_800, 65_536), (witness.Retransmits, witness.SegmentsIn, witness.SendWindow));
        Assert.Null(witness.PageFaults);
    }

    [Fact]
    public void A_window_that_no_kernel_tells_stays_unknown()
    {
        var unknown = Short with { Measured = Short.Measured with { Witness = Short.Measured.Witness with { SendWindow = -1, PageFaults = 2 } } };

        var witness = Merge(unknown, unknown).Measured.Witness;

        Assert.Equal((-1, 4L), (witness.SendWindow, witness.PageFaults));
    }

    [Fact]
    public void Stretches_are_merged_by_where_they_begin()
    {
        static Slice With(params IntervalSummary[] intervals) => Short with { Measured = Short.Measured with { Intervals = intervals } };

        var merged = Merge(
            With(new IntervalSummary(0, 10, 100, 200, 300), new IntervalSummary(100, 1, 7, 8, 9)),
            With(new IntervalSummary(0, 30, 110, 190, 900)),
            With(new IntervalSummary(0, 10, 500, 600, 700), new IntervalSummary(100, 0, 0, 0, 0), new IntervalSummary(200, 5, 1, 2, 3))).Measured.Intervals;

        Assert.Equal<IntervalSummary>([new(0, 50, 110, 190, 900), new(100, 1, 7, 8, 9), new(200, 5, 1, 2, 3)], merged);
    }

    [Fact]
    public void Tracers_and_problems_say_whose_they_are()
    {
        var bad = Long with { Problems = ["1 of 300 replies are missing"] };

        var merged = Merge(Short, bad);

        Assert.Equal(["pair 1 (a), this machine", "pair 2 (b), this machine"], merged.Tracers.Select(tracer => tracer.Host));
        Assert.Equal(["pair 2 (b): 1 of 300 replies are missing"], merged.Problems);
        Assert.Equal((3, "idle", SliceUse.Compared), (merged.Block, merged.Mode, merged.Use));
    }

    [Fact]
    public void What_is_held_against_the_time_of_one_loop_stays_with_the_pairs()
    {
        var told = Long with { HarnessCpuNs = 5, Measured = Long.Measured with { Witness = Long.Measured.Witness with { OffCpuNs = 3, RecordingCpuNs = 4 } } };

        var merged = Merge(told, told);

        Assert.All((long?[])[merged.HarnessCpuNs, merged.Measured.Witness.OffCpuNs, merged.Measured.Witness.RecordingCpuNs], Assert.Null);
    }

    [Fact]
    public void Loop_gaps_are_kept_where_all_pairs_have_them_and_as_precise_as_they_are()
    {
        var gaps = new LongHistogram(1, Histograms.LongestNs, 1);
        gaps.RecordValue(1_000);
        var known = Short with { Measured = Short.Measured with { LoopGaps = Histograms.Encode(gaps) } };

        Assert.Null(Merge(known, Long).Measured.LoopGaps);
        var merged = Histograms.Decode(Merge(known, known).Measured.LoopGaps!);
        Assert.Equal((2, 1), (merged.TotalCount, merged.NumberOfSignificantValueDigits));
    }

    [Fact]
    public void Responders_are_counted_together() =>
        Assert.Equal(new RespondTotals(2, 1, 0, 30, 3), FleetTotals.Of([new RespondTotals(1, 0, 0, 10, 1), new RespondTotals(1, 1, 0, 20, 2)]));

    private static Slice Merge(params Slice[] slices) => MergedSlice.Of([.. slices.Select((slice, index) => ($"pair {index + 1} ({(char)('a' + index)})", slice))]);
}
