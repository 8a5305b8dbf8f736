using System.Net;
using TraceToll.Agent.Send;
using Xunit;

namespace TraceToll.Tests.Send;

public class SendOptionsTests
{
    [Theory]
    [InlineData(32, 0, 0, 0)]
    [InlineData(32, 1, 1, 32)]
    [InlineData(32, 31, 1, 32)]
    [InlineData(32, 32, 1, 32)]
    [InlineData(32, 33, 2, 64)]
    [InlineData(32, 1_000_000, 31_250, 1_000_000)]
    [InlineData(1, 7, 7, 7)]
    [InlineData(1_000_000, 1, 1, 1_000_000)]
    public void Counts_the_messages_that_ask_for_a_reply(int replyEvery, long sequence, long repliesBefore, long nextReply)
    {
        var options = Options(replyEvery);

        Assert.Equal(repliesBefore, options.RepliesBefore(sequence));
        Assert.Equal(nextReply, options.NextReplySequence(sequence));
    }

    [Fact]
    public void Agrees_with_counting_one_by_one()
    {
        var options = Options(7);

        for (var sequence = 0; sequence < 100; sequence++)
        {
            Assert.Equal(Enumerable.Range(0, sequence).Count(each => each % 7 == 0), options.RepliesBefore(sequence));
        }
    }

    [Theory]
    // The origin's 625 replies a second; progress is told every second.
    [InlineData(20_000, 32, 1_000)]
    [InlineData(1_000, 1, 1_000)]
    [InlineData(40_000, 32, 500)]
    [InlineData(4_000, 1, 250)]
    [InlineData(20_000_000, 4_000, 200)]
    [InlineData(20_000, 1, 100)]
    [InlineData(1_000_000, 1, 100)]
    public void Sleeps_in_a_slice_for_a_part_of_a_second_with_at_most_a_thousand_round_trips(int rate, int replyEvery, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), (Options(replyEvery) with { Shape = LoadShape.Steady(rate, 64, 64) }).SliceTurn);

    [Theory]
    // In any second there are at most 11 of 100, all of which ask for a reply.
    [InlineData(100, 100_000_000, 1, 500)]
    [InlineData(1_000, 2_000_000_000, 32, 1_000)]
    public void Reckons_with_one_burst_more_than_fit(int burst, long spacingNs, int replyEvery, double milliseconds) =>
        Assert.Equal(milliseconds, (Options(replyEvery) with { Shape = LoadShape.Bursts(burst, spacingNs, 64, 64) }).SliceTurn.TotalMilliseconds, tolerance: 0.1);

    [Fact]
    public void Does_not_trust_a_timeline() =>
        Assert.Equal(TimeSpan.FromMilliseconds(100), (Options(1) with { Shape = LoadShape.Timeline([0, 5], [64, 64], 1_000_000_000) }).SliceTurn);

    [Fact]
    public void Measures_from_the_first_message_after_the_warm_up()
    {
        // The origin: 10,000 of 31,250 replies are warm-up, 21,250 are left.
        var options = Options(32) with { WarmUpReplies = 10_000 };

        Assert.Equal(320_000, options.FirstMeasuredSequence);
        Assert.Equal(21_250, options.RepliesBefore(1_000_000) - options.RepliesBefore(options.FirstMeasuredSequence));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(7, 7)]
    [InlineData(5, 7)]
    [InlineData(7, 5)]
    [InlineData(6, 4)]
    public void Counts_over_several_connections(int connections, int replyEvery)
    {
        var options = Options(replyEvery) with { Connections = connections };
        bool Asks(int message) => message / connections % replyEvery == options.LoadOf(message % connections).FirstReply;

        for (var sequence = 0; sequence < 100; sequence++)
        {
            Assert.Equal(Enumerable.Range(0, sequence).Count(Asks), options.RepliesBefore(sequence));
            Assert.Equal(Enumerable.Range(sequence, 100).First(Asks), options.NextReplySequence(sequence));
        }
    }

    [Theory]
    [InlineData(1_000, 32)]
    [InlineData(1_000, 1)]
    [InlineData(3, 1_000_000)]
    public void Every_connection_is_answered_as_often(int connections, int replyEvery)
    {
        var options = Options(replyEvery) with { Connections = connections, WarmUpReplies = 2L * connections };

        Assert.Equal(connections, options.RepliesBefore((long)connections * replyEvery));
        Assert.Equal(2L * connections, options.RepliesBefore(options.FirstMeasuredSequence));
    }

    private static SendOptions Options(int replyEvery) =>
        new() { To = new IPEndPoint(IPAddress.Loopback, 1), Shape = LoadShape.Steady(20_000, 4_016, 4_016), ReplyEvery = replyEvery };
}
