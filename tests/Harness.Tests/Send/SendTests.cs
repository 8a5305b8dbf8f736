using HdrHistogram;
using TraceToll.Protocol;
using Xunit;

namespace TraceToll.Tests.Send;

[Collection(Load.Name)]
public class SendTests
{
    [Theory]
    [InlineData("spin", "--rate 20000 --bytes 4016 --reply-every 32")]
    [InlineData("block", "--rate 20000 --bytes 4016 --reply-every 32")]
    [InlineData("block", "--rate 5000 --bytes 64 --reply-every 1")]
    public async Task A_slice_adds_up(string idle, string options)
    {
        await using var load = await LoadPair.StartAsync(options, idle: idle);

        load.Sender.Say(new BeginSlice("one"));
        var announced = await load.Sender.ExpectAsync<SliceAnnounced>();
        await load.PassAsync(announced, messages: 3000);
        load.Sender.Say(new EndSlice());
        var slice = await load.Sender.ExpectAsync<SliceMeasured>();

        Assert.Equal(("one", announced.FirstSequence), (slice.Slice, slice.FirstSequence));
        AssertAddsUp(slice, Option(options, "--rate"), Option(options, "--reply-every"));
        // Who sleeps on purpose has no CPU then; who spins has none when it was taken away.
        Assert.Equal(idle == "block", slice.Witness.OffCpuNs == null);
        Assert.InRange(slice.EndSequence - slice.FirstSequence, 3000, long.MaxValue);
        Assert.Equal(0, (slice.FirstSequence % Option(options, "--reply-every")) + (slice.EndSequence % Option(options, "--reply-every")));

        var (sent, responded) = await FinishAsync(load);
        // Told to finish, a sender does not wait for what is on its way.
        Assert.InRange(responded.Replies, sent.Replies, sent.RepliesExpected);
        Assert.Equal((1L, 0L), (responded.Connections, responded.Refused));
        Assert.Equal(0, sent.OutOfOrder);
    }

    [Theory]
    [InlineData(32_000, 32, 100, 900)]
    [InlineData(6_000, 1, 3_000, 3_000)]
    [InlineData(3_201, 32, 50, 51)]
    [InlineData(3_199, 32, 50, 50)]
    [InlineData(500, 1_000, 0, 1)]
    public async Task The_measured_replies_are_all_but_the_warm_up(int messages, int replyEvery, int warmUp, int expected)
    {
        await using var load = await LoadPair.StartAsync(
            $"--rate 6400 --bytes 100 --reply-every {replyEvery} --messages {messages} --warm-up-replies {warmUp}", slice: "all");

        var announced = warmUp > 0 ? await load.Sender.ExpectAsync<SliceAnnounced>() : null;
        var slice = announced != null ? await load.Sender.ExpectAsync<SliceMeasured>() : null;
        var sent = slice != null ? await load.Sender.ExpectAsync<SendTotals>() : await TotalsAsync(load);

        if (slice != null)
        {
            Assert.Equal(warmUp * replyEvery, announced!.FirstSequence);
            Assert.Equal((expected, expected), (slice.RepliesExpected, slice.Replies));
            Assert.Equal(messages, slice.EndSequence);
            AssertAddsUp(slice, 6400, replyEvery);
        }

        Assert.Equal((messages, expected + warmUp), (sent.Messages, sent.Replies));
        Assert.Equal(sent.RepliesExpected, sent.Replies);
        Assert.Equal(0, await load.Sender.ExitCodeAsync());
    }

    [Theory]
    [InlineData("--rate 2000 --bytes 24 --reply-every 1 --messages 2000 --warm-up-replies 1000")]
    [InlineData("--rate 40 --bytes 1048576 --reply-every 1 --messages 60 --warm-up-replies 20")]
    public async Task Messages_of_any_length_go_through(string options)
    {
        await using var load = await LoadPair.StartAsync(options, slice: "all");

        var announced = await load.Sender.ExpectAsync<SliceAnnounced>();
        var slice = await load.Sender.ExpectAsync<SliceMeasured>();
        var sent = await load.Sender.ExpectAsync<SendTotals>();

        Assert.Equal(Option(options, "--warm-up-replies"), announced.FirstSequence);
        AssertAddsUp(slice, Option(options, "--rate"), replyEvery: 1);
        Assert.Equal((Option(options, "--messages"), Option(options, "--messages")), (sent.Messages, sent.Replies));
        Assert.Equal(0, await load.Sender.ExitCodeAsync());
    }

    [Fact]
    public async Task Slices_follow_one_another_on_one_connection()
    {
        await using var load = await LoadPair.StartAsync("--rate 20000 --bytes 100 --reply-every 32");
        List<SliceMeasured> slices = [];

        for (var i = 0; i < 3; i++)
        {
            load.Sender.Say(new BeginSlice($"{i}"));
            await load.PassAsync(await load.Sender.ExpectAsync<SliceAnnounced>(), messages: 1);
            load.Sender.Say(new EndSlice());
            slices.Add(await load.Sender.ExpectAsync<SliceMeasured>());
        }

        Assert.Equal(["0", "1", "2"], slices.Select(slice => slice.Slice));
        Assert.All(slices, slice => AssertAddsUp(slice, 20_000, 32));
        Assert.All(slices.Zip(slices.Skip(1)), pair => Assert.True(pair.First.EndSequence <= pair.Second.FirstSequence));
        await FinishAsync(load);
    }

    [Fact]
    public async Task A_slice_that_is_closed_before_it_begins_holds_nothing()
    {
        await using var load = await LoadPair.StartAsync("--burst 2 --burst-spacing 1000000000 --bytes 100 --reply-every 1 --warm-up-replies 100");

        load.Sender.Say(new BeginSlice("too early"));
        load.Sender.Say(new EndSlice());

        await load.Sender.ExpectAsync<SliceAnnounced>();
        var slice = await load.Sender.ExpectAsync<SliceMeasured>();
        Assert.Equal((100L, 100L, 0L, 0L), (slice.FirstSequence, slice.EndSequence, slice.RepliesExpected, slice.Replies));
    }

    private static void AssertAddsUp(SliceMeasured slice, long rate, long replyEvery)
    {
        var messages = slice.EndSequence - slice.FirstSequence;
        Assert.Equal((messages + replyEvery - 1) / replyEvery, slice.RepliesExpected);
        Assert.Equal(slice.RepliesExpected, slice.Replies);
        Assert.Equal(messages * 1e9 / rate, slice.DurationNs, tolerance: 1);
        Assert.Equal((0L, 0L), (slice.OutOfOrder, slice.SamplesDropped));
        Assert.Equal(0, slice.Witness.AllocatedBytes);
        Assert.True(slice.Witness.InvoluntarySwitches >= 0, $"{slice.Witness.InvoluntarySwitches} switches");
        Assert.True(slice.Witness.RecordingCpuNs > 0, $"the recording thread took {slice.Witness.RecordingCpuNs} ns");

        var fromDue = Recordings.Histograms.Decode(slice.FromDue);
        var fromSend = Recordings.Histograms.Decode(slice.FromSend);
        var lag = Recordings.Histograms.Decode(slice.SendLag);
        Assert.All([fromDue, fromSend, lag], histogram => Assert.Equal(slice.Replies, histogram.TotalCount));
        // Histograms have three digits; the mean beside them is exact.
        Assert.Equal(fromDue.GetMean(), slice.MeanFromDueNs, tolerance: fromDue.GetMean() / 500);
        Assert.Equal(fromSend.GetMean() + lag.GetMean(), slice.MeanFromDueNs, tolerance: slice.MeanFromDueNs / 250);
        Assert.True(fromSend.GetMean() <= slice.MeanFromDueNs * 1.002);

        Assert.Equal(slice.Replies, slice.Intervals.Sum(interval => interval.Count));
        Assert.All(slice.Intervals, interval => Assert.True(interval.P50Ns <= interval.P99Ns && interval.P99Ns <= interval.MaxNs));
        Assert.Equal(slice.Intervals.Select(interval => interval.OffsetMs).Distinct().Order(), slice.Intervals.Select(interval => interval.OffsetMs));
        Assert.All(slice.Intervals, interval => Assert.Equal(0, interval.OffsetMs % 100));
    }

    private static async Task<(SendTotals Sent, RespondTotals Responded)> FinishAsync(LoadPair load)
    {
        load.Sender.Say(new Finish());
        var sent = await load.Sender.ExpectAsync<SendTotals>();
        Assert.Equal(0, await load.Sender.ExitCodeAsync());
        load.Responder.Say(new Finish());
        var responded = await load.Responder.ExpectAsync<RespondTotals>();
        Assert.Equal(0, await load.Responder.ExitCodeAsync());
        return (sent, responded);
    }

    /// <summary>Where a slice begins depends on when it is asked for, without a warm-up: only the totals are certain.</summary>
    private static async Task<SendTotals> TotalsAsync(LoadPair load)
    {
        while (true)
        {
            if (await load.Sender.NextAsync() is SendTotals totals)
            {
                return totals;
            }
        }
    }

    private static long Option(string options, string name)
    {
        var words = options.Split(' ');
        return long.Parse(words[Array.IndexOf(words, name) + 1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
