using System.Net;
using TraceToll.Agent.Native;
using TraceToll.Agent.Send;
using TraceToll.Protocol;
using Xunit;

namespace TraceToll.Tests.Send;

public class SliceRecorderTests
{
    private const long LoopStartNs = 5_000_000_000;
    private const long MicrosecondNs = 1_000;

    // 1,000 messages a second, every 10th answered: a reply each 10 ms, 10 in an interval.
    private static readonly SendOptions Options = new() { To = new IPEndPoint(IPAddress.Loopback, 1), Shape = LoadShape.Steady(1_000, 100, 100), ReplyEvery = 10 };

    [Fact]
    public void Holds_the_messages_of_its_stretch_alone()
    {
        var recorder = Open(firstSequence: 100);

        recorder.Record(Reply(90));
        recorder.Record(Reply(100));
        recorder.Record(Reply(110));
        recorder.Close(nextSequence: 111, sentInAll: long.MaxValue);
        recorder.Record(Reply(120));

        var slice = recorder.Finish(Edge());
        Assert.Equal((100L, 120L), (slice.FirstSequence, slice.EndSequence));
        Assert.Equal((2L, 2L), (slice.RepliesExpected, slice.Replies));
        Assert.Equal(20_000_000, slice.DurationNs);
    }

    [Fact]
    public void Waits_for_replies_that_come_late()
    {
        var recorder = Open(firstSequence: 0);
        recorder.Record(Reply(0));

        recorder.Close(nextSequence: 25, sentInAll: long.MaxValue);
        Assert.Equal((30L, 3L, false), (recorder.EndSequence, recorder.RepliesExpected, recorder.Complete));

        recorder.Record(Reply(10, roundTripNs: 900_000_000));
        recorder.Record(Reply(20));
        Assert.True(recorder.Complete);
        Assert.Equal(3, recorder.Finish(Edge()).Replies);
    }

    [Fact]
    public void Tells_replies_that_never_came()
    {
        var recorder = Open(firstSequence: 0);
        recorder.Record(Reply(0));
        recorder.Close(nextSequence: 50, sentInAll: long.MaxValue);

        var slice = recorder.Finish(Edge());

        Assert.Equal((5L, 1L), (slice.RepliesExpected, slice.Replies));
    }

    [Fact]
    public void Ends_with_the_last_message_that_is_sent()
    {
        var recorder = Open(firstSequence: 0);

        recorder.Close(nextSequence: 35, sentInAll: 35);

        Assert.Equal((35L, 4L), (recorder.EndSequence, recorder.RepliesExpected));
    }

    [Fact]
    public void Is_empty_when_it_ends_before_it_began()
    {
        var recorder = Open(firstSequence: 1_000);

        recorder.Close(nextSequence: 100, sentInAll: long.MaxValue);

        var slice = recorder.Finish(Edge());
        Assert.Equal((1_000L, 1_000L, 0L, 0L), (slice.FirstSequence, slice.EndSequence, slice.RepliesExpected, slice.DurationNs));
        Assert.Equal((0d, 0d), (slice.MeanFromDueNs, slice.AchievedRate));
    }

    [Fact]
    public void Tells_due_time_send_time_and_lag_apart()
    {
        var recorder = Open(firstSequence: 0);

        recorder.Record(Reply(0, roundTripNs: 100 * MicrosecondNs, lagNs: 30 * MicrosecondNs));
        recorder.Record(Reply(10, roundTripNs: 201 * MicrosecondNs));
        recorder.Close(nextSequence: 11, sentInAll: long.MaxValue);

        var slice = recorder.Finish(Edge());
        Assert.Equal(150.5 * MicrosecondNs, slice.MeanFromDueNs);
        Assert.Equal(100 * MicrosecondNs, Percentile(slice.FromDue, 50), tolerance: 100);
        Assert.Equal(70 * MicrosecondNs, Percentile(slice.FromSend, 50), tolerance: 100);
        Assert.Equal(30 * MicrosecondNs, Percentile(slice.SendLag, 100), tolerance: 100);
        Assert.Equal(0, slice.LagAtEndNs);
        // 10 messages in the 9.97 ms from one actual send to the other.
        Assert.Equal(10 / 0.00997, slice.AchievedRate, tolerance: 1e-6);
    }

    [Fact]
    public void Keeps_what_is_longer_than_a_histogram_holds()
    {
        var recorder = Open(firstSequence: 0);

        recorder.Record(Reply(0, roundTripNs: 7_200_000_000_000));
        recorder.Close(nextSequence: 1, sentInAll: long.MaxValue);

        var slice = recorder.Finish(Edge());
        Assert.Equal(Histograms.LongestNs, Percentile(slice.FromDue, 100), tolerance: 1);
        Assert.Equal(1, Recordings.Histograms.Decode(slice.FromDue).TotalCount);
    }

    [Fact]
    public void Sums_up_each_100_ms_by_due_time()
    {
        var recorder = Open(firstSequence: 100);

        // 25 replies: 10, 10 and 5 in the intervals; then none for a while, and one more.
        for (var i = 0; i < 25; i++)
        {
            recorder.Record(Reply(100 + (i * 10), roundTripNs: (i + 1) * 100 * MicrosecondNs));
        }

        recorder.Record(Reply(1_100));
        recorder.Close(nextSequence: 1_101, sentInAll: long.MaxValue);

        var intervals = recorder.Finish(Edge()).Intervals;
        Assert.Equal([(0L, 10L), (100, 10), (200, 5), (1_000, 1)], intervals.Select(interval => (interval.OffsetMs, interval.Count)));
        Assert.Equal(500 * MicrosecondNs, intervals[0].P50Ns, tolerance: 500 * MicrosecondNs * 0.01);
        Assert.Equal(1_000 * MicrosecondNs, intervals[0].MaxNs, tolerance: 1_000 * MicrosecondNs * 0.01);
        Assert.Equal(intervals[0].MaxNs, intervals[0].P99Ns);
        Assert.Equal(2_500 * MicrosecondNs, intervals[2].MaxNs, tolerance: 2_500 * MicrosecondNs * 0.01);
    }

    [Fact]
    public void Witnesses_are_differences_between_its_edges()
    {
        var recorder = new SliceRecorder("a", Options, LoopStartNs, 0,
            new SliceEdge(new LoopSnapshot(0, 1_000, 1, 10, 3, 7, 300, 0, Gaps(5, 1)), 5, 1_700_000_000_000_000_000, LoopStartNs - 500, 9_000, new TcpInfo(1, 10, 100), 1, 2, 4));
        recorder.Record(Reply(0));
        recorder.Close(nextSequence: 1, sentInAll: long.MaxValue);

        var slice = recorder.Finish(
            new SliceEdge(new LoopSnapshot(1, 1_024, 3, 30, 33, 11, 340, 2, Gaps(5, 3)), 9, 0, 0, 10_100, new TcpInfo(2, 30, 200), 11, 22, 44));

        Assert.Equal(
            new Witness
            {
                StealMs = 100,
                SoftirqMs = 200,
                Hiccups = 2,
                HiccupNs = 20,
                InvoluntarySwitches = 30,
                PageFaults = 4,
                OffCpuNs = 40,
                RecordingCpuNs = 1_100,
                AllocatedBytes = 24,
                Collections = 40,
                Retransmits = 1,
                SegmentsIn = 20,
                SendWindow = 200,
            },
            slice.Witness);
        Assert.Equal((2L, 4L), (slice.OutOfOrder, slice.SamplesDropped));
        Assert.Equal((2L, 5L), (Recordings.Histograms.Decode(slice.LoopGaps!).TotalCount, Recordings.Histograms.Decode(slice.LoopGaps!).GetValueAtPercentile(100)));
        // By the wall clock, 500 ns after the edge.
        Assert.Equal(1_700_000_000_000_000_500, slice.StartUnixNs);
    }

    [Fact]
    public void Threads_that_are_read_one_after_the_other_a_second_each_are_in_the_same_stretches()
    {
        var recorder = Open(firstSequence: 0);

        foreach (var sequence in Enumerable.Range(90, 105).Select(each => each * 10).Concat(Enumerable.Range(90, 105).Select(each => (each * 10) + 1)))
        {
            recorder.Record(Reply(sequence, roundTripNs: (sequence % 10 == 0 ? 10 : 90) * MicrosecondNs));
        }

        recorder.Close(nextSequence: 1_942, sentInAll: long.MaxValue);
        Assert.All(recorder.Finish(Edge()).Intervals, interval => Assert.True(interval.P50Ns < 20 * MicrosecondNs && interval.P99Ns > 80 * MicrosecondNs, $"{interval}"));
    }

    [Fact]
    public void Replies_of_several_connections_come_in_any_order()
    {
        var recorder = Open(firstSequence: 0);

        recorder.Record(Reply(200, roundTripNs: 3 * MicrosecondNs, lagNs: 2));
        recorder.Record(Reply(100, roundTripNs: 5 * MicrosecondNs, lagNs: 1));
        recorder.Record(Reply(2_900, roundTripNs: 7 * MicrosecondNs, lagNs: 4));
        // More than two seconds late: in counts and longest, not in percentiles; and one whose stretch had nothing yet.
        recorder.Record(Reply(110, roundTripNs: 9 * MicrosecondNs));
        recorder.Record(Reply(10, roundTripNs: 2 * MicrosecondNs));
        recorder.Close(nextSequence: 2_901, sentInAll: long.MaxValue);

        var slice = recorder.Finish(Edge());
        Assert.Equal([(0L, 1L), (100, 2), (200, 1), (2_900, 1)], slice.Intervals.Select(interval => (interval.OffsetMs, interval.Count)));
        Assert.Equal(9 * MicrosecondNs, slice.Intervals[1].MaxNs);
        Assert.Equal(5 * MicrosecondNs, slice.Intervals[1].P50Ns, tolerance: 5 * MicrosecondNs * 0.01);
        Assert.Equal(2, slice.LagAtEndNs);
        Assert.Equal(2_890 * 1e9 / 2_890_000_004, slice.AchievedRate, tolerance: 1e-3);
    }

    [Fact]
    public void Without_summaries_all_but_the_stretches_is_there()
    {
        var recorder = new SliceRecorder("a", Options with { Summaries = false }, LoopStartNs, 0, Edge());

        recorder.Record(Reply(0, lagNs: 7));
        recorder.Close(nextSequence: 1, sentInAll: long.MaxValue);

        var slice = recorder.Finish(Edge());
        Assert.Empty(slice.Intervals);
        Assert.Equal((1L, 7L), (slice.Replies, slice.LagAtEndNs));
    }

    private static long[] Gaps(int index, long count)
    {
        var gaps = GapCounts.Create();
        gaps[index] = count;
        return gaps;
    }

    private static SliceRecorder Open(long firstSequence) => new("a", Options, LoopStartNs, firstSequence, Edge());

    private static SliceEdge Edge() => new(LoopSnapshot.None, 0, 0, 0, 0, default, 0, 0, 0);

    private static Sample Reply(long sequence, long roundTripNs = 50 * MicrosecondNs, long lagNs = 0)
    {
        var due = LoopStartNs + Options.Shape.DueNs(sequence);
        return new Sample(sequence, due, due + lagNs, due + roundTripNs);
    }

    private static double Percentile(string histogram, double percentile) => Recordings.Histograms.Decode(histogram).GetValueAtPercentile(percentile);
}
