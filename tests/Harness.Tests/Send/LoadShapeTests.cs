using System.Globalization;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Send;

/// <summary>Real sockets under every shape of load, and with more of them than one.</summary>
[Collection(Load.Name)]
public class LoadShapeTests
{
    [Theory]
    [InlineData("--burst 50 --burst-spacing 10000000 --bytes 100 --reply-every 7")]
    [InlineData("--rate 5000 --bytes 24-3000 --reply-every 3")]
    [InlineData("--rate 5000 --bytes 100 --reply-bytes 4016 --reply-every 1")]
    [InlineData("--rate 4000 --bytes 24 --reply-bytes 1048576 --reply-every 200")]
    [InlineData("--rate 5000 --bytes 100 --connections 40 --reply-every 3")]
    [InlineData("--rate 5000 --bytes 24-3000 --connections 6 --threads 3 --reply-every 5")]
    [InlineData("--burst 100 --burst-spacing 20000000 --bytes 64 --connections 8 --threads 2 --reply-every 1")]
    [InlineData("--burst 6 --burst-spacing 1000000 --bytes 64 --connections 4 --reply-every 1")]
    [InlineData("--burst 100 --burst-spacing 20000000 --bytes 64 --connections 7 --reply-every 3")]
    public async Task Every_message_is_sent_and_answered(string options)
    {
        // Half a second of warm-up, so that the slice is asked for before it is over.
        const int Messages = 6_000;
        var words = options.Split(' ');
        var warmUp = 2_500 / int.Parse(words[Array.IndexOf(words, "--reply-every") + 1], CultureInfo.InvariantCulture);
        await using var load = await LoadPair.StartAsync($"{options} --messages {Messages} --warm-up-replies {warmUp}", slice: "all");

        await load.Sender.ExpectAsync<SliceAnnounced>();
        var slice = await load.Sender.ExpectAsync<SliceMeasured>();
        var sent = await load.Sender.ExpectAsync<SendTotals>();

        Assert.Equal((Messages, sent.RepliesExpected), (sent.Messages, sent.Replies));
        Assert.Equal((sent.Replies - warmUp, sent.Replies - warmUp), (slice.RepliesExpected, slice.Replies));
        Assert.Equal((0L, 0L), (slice.OutOfOrder, slice.SamplesDropped));
        Assert.Equal(slice.Replies, Recordings.Histograms.Decode(slice.FromDue).TotalCount);
        Assert.Equal(slice.Replies, slice.Intervals.Sum(interval => interval.Count));
        Assert.Equal(0, await load.Sender.ExitCodeAsync());
        load.Responder.Say(new Finish());
        var responded = await load.Responder.ExpectAsync<RespondTotals>();
        Assert.Equal((Messages, sent.Replies, 0L), (responded.Messages, responded.Replies, responded.Malformed));
    }

    [Fact]
    public async Task A_thousand_connections_are_served()
    {
        await using var load = await LoadPair.StartAsync("--rate 4000 --bytes 100 --connections 1000 --reply-every 1 --messages 8000 --warm-up-replies 0");

        var sent = await load.Sender.ExpectAsync<SendTotals>();

        Assert.Equal((8_000L, 8_000L), (sent.Messages, sent.Replies));
        load.Responder.Say(new Finish());
        Assert.Equal(1_000, (await load.Responder.ExpectAsync<RespondTotals>()).Connections);
    }

    [Fact]
    public async Task A_timeline_is_played_again_and_again()
    {
        var (responder, port) = await TestAgent.RespondAsync();
        await using var responding = responder;
        await using var sender = TestAgent.Start("send", "--to", $"127.0.0.1:{port}", "--idle", "block", "--timeline", "on", "--reply-every", "1", "--messages", "11", "--warm-up-replies", "4");

        sender.Say(new Start(TestAgent.Token));
        sender.Say(new TimelinePart([0, 0, 1_000_000], [24, 100, 50], PeriodNs: 700_000_000, Last: false));
        sender.Say(new TimelinePart([2_000_000], [4_000], PeriodNs: 700_000_000, Last: true));
        sender.Say(new BeginSlice("all"));

        await sender.ExpectAsync<Connected>();
        await sender.ExpectAsync<SliceAnnounced>();
        var slice = await sender.ExpectAsync<SliceMeasured>();
        var sent = await sender.ExpectAsync<SendTotals>();

        // The first round of four is the warm-up; the twelfth message would be due 2 ms after the third round's start.
        Assert.Equal((4L, 11L, 702_000_000L), (slice.FirstSequence, slice.EndSequence, slice.DurationNs));
        Assert.Equal((11L, 11L), (sent.Messages, sent.Replies));
        responder.Say(new Finish());
        var responded = await responder.ExpectAsync<RespondTotals>();
        Assert.Equal((11L, 0L), (responded.Messages, responded.Malformed));
    }

    [Fact]
    public async Task A_timeline_that_does_not_come_is_missed()
    {
        await using var sender = TestAgent.Start("send", "--to", "127.0.0.1:1", "--timeline", "on");

        sender.Say(new Start(TestAgent.Token));
        sender.Say(new Finish());

        Assert.Equal("no timeline came after the start", (await sender.LastWordsAsync()).Message);
        Assert.Equal(2, await sender.ExitCodeAsync());
    }

    [Theory]
    [InlineData("spin")]
    [InlineData("pause")]
    [InlineData("block")]
    [InlineData("busy-poll")]
    public async Task Every_idle_strategy_carries_the_load(string idle)
    {
        await using var load = await LoadPair.StartAsync("--rate 5000 --bytes 100 --reply-every 5 --messages 3000 --warm-up-replies 100", slice: "all", idle: idle);

        await load.Sender.ExpectAsync<SliceAnnounced>();
        var slice = await load.Sender.ExpectAsync<SliceMeasured>();

        Assert.Equal((500L, 500L), (slice.RepliesExpected, slice.Replies));
    }
}
