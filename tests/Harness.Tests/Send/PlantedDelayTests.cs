using System.Diagnostics;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Send;

/// <summary>
/// A busy machine can make a delay longer, never shorter: that it is there is asserted of every message, that it is not of one of many.
/// </summary>
[Collection(Load.Name)]
public class PlantedDelayTests
{
    private const long DelayNs = 1_000_000;
    private const string Options = "--rate 200 --bytes 100 --reply-every 1";

    [Theory]
    [InlineData("spin")]
    [InlineData("block")]
    public async Task Of_a_responder_is_in_every_round_trip(string idle)
    {
        await using var load = await LoadPair.StartAsync(Options, idle: idle, responderDelayNs: DelayNs);

        await MeasureUntilAsync(load.Sender, slice =>
        {
            Assert.InRange(Least.FromSendNs(slice), DelayNs, long.MaxValue);
            return Least.LagNs(slice) < DelayNs;
        }, "a message was sent when it was due");
    }

    [Theory]
    [InlineData("spin")]
    [InlineData("block")]
    public async Task Of_a_sender_is_in_every_lag(string idle)
    {
        await using var load = await LoadPair.StartAsync($"{Options} --planted-delay {DelayNs}", idle: idle);

        await MeasureUntilAsync(load.Sender, slice =>
        {
            Assert.InRange(Least.LagNs(slice), DelayNs, long.MaxValue);
            Assert.InRange(Least.RoundTripNs(slice), DelayNs, long.MaxValue);
            return Least.FromSendNs(slice) < DelayNs;
        }, "a round trip from the send was free of what was planted before it");
    }

    [Theory]
    [InlineData("responder")]
    [InlineData("sender")]
    public async Task Is_planted_and_taken_away_under_load(string side)
    {
        await using var load = await LoadPair.StartAsync(Options);
        var delayed = side == "sender" ? load.Sender : load.Responder;

        // What the sender's thread binds at first use is not what a delay allocates.
        await MeasureAsync(load.Sender);
        delayed.Say(new Plant(DelayNs));
        await MeasureUntilAsync(load.Sender, IsDelayed, "every round trip was delayed");
        delayed.Say(new Plant(0));
        await MeasureUntilAsync(load.Sender, slice => !IsDelayed(slice), "a round trip was not delayed");

        load.Sender.Say(new Finish());
        Assert.Equal(0, await load.Sender.ExitCodeAsync());
        load.Responder.Say(new Finish());
        Assert.Equal(0, (await load.Responder.ExpectAsync<RespondTotals>()).Malformed);
        Assert.Equal(0, await load.Responder.ExitCodeAsync());
    }

    [Fact]
    public async Task Of_a_responder_counts_for_messages_that_it_passes_over()
    {
        const int ReplyEvery = 20;
        var (agent, port) = await TestAgent.RespondAsync(delayNs: DelayNs);
        await using var responder = agent;
        using var peer = new RawPeer(port);
        peer.Send(RawPeer.Hello(replyEvery: ReplyEvery));
        peer.ReceiveHeader();
        peer.Send(RawPeer.Message(0));
        peer.ReceiveHeader();

        var start = Stopwatch.GetTimestamp();
        peer.Send([.. Enumerable.Range(1, ReplyEvery).SelectMany(sequence => RawPeer.Message(sequence))]);
        Assert.Equal(ReplyEvery, peer.ReceiveHeader().Sequence);

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalNanoseconds, ReplyEvery * DelayNs, double.MaxValue);
    }

    [Fact]
    public async Task Does_not_keep_a_responder_that_is_told_to_finish()
    {
        // Four seconds of delay, most of it in one read.
        const int Messages = 4_000;
        var (agent, port) = await TestAgent.RespondAsync(delayNs: DelayNs);
        await using var responder = agent;
        using var peer = new RawPeer(port);
        peer.Send(RawPeer.Hello());
        peer.ReceiveHeader();
        peer.Send([.. Enumerable.Range(0, Messages).SelectMany(sequence => RawPeer.Message(sequence))]);
        peer.ReceiveHeader();

        responder.Say(new Finish());
        var totals = await responder.ExpectAsync<RespondTotals>();

        // A loop that went on would not have come to count its messages.
        Assert.InRange(totals.Messages, 1, Messages);
        Assert.Equal(totals.Replies, totals.Messages);
        Assert.Equal(0, totals.Malformed);
        Assert.Equal(0, await responder.ExitCodeAsync());
    }

    [Theory]
    [InlineData("responder", -1)]
    [InlineData("responder", 1_000_001)]
    [InlineData("sender", -1)]
    [InlineData("sender", 1_000_001)]
    public async Task Is_refused_outside_its_range(string side, long delayNs)
    {
        await using var load = await LoadPair.StartAsync(Options);
        var agent = side == "sender" ? load.Sender : load.Responder;

        agent.Say(new Plant(delayNs));

        var failed = await agent.LastWordsAsync();
        Assert.Equal($"the delay to plant is {delayNs} ns; allowed are 0 to 1000000", failed.Message);
        Assert.Equal(2, await agent.ExitCodeAsync());
    }

    private static bool IsDelayed(SliceMeasured slice)
    {
        Assert.Equal(0, slice.Witness.AllocatedBytes);
        return Least.RoundTripNs(slice) >= DelayNs;
    }

    private static async Task MeasureUntilAsync(TestAgent sender, Func<SliceMeasured, bool> holds, string what)
    {
        const int MostSlices = 100;
        for (var i = 0; i < MostSlices; i++)
        {
            var slice = await MeasureAsync(sender);
            if (slice.Replies > 0 && holds(slice))
            {
                return;
            }
        }

        Assert.Fail($"in none of {MostSlices} slices {what}");
    }

    private static async Task<SliceMeasured> MeasureAsync(TestAgent sender)
    {
        sender.Say(new BeginSlice("one"));
        var announced = await sender.ExpectAsync<SliceAnnounced>();
        await Task.Delay(announced.Ahead + TimeSpan.FromMilliseconds(100));
        sender.Say(new EndSlice());
        return await sender.ExpectAsync<SliceMeasured>();
    }
}
