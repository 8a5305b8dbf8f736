using TraceToll.Experiments;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Parsing;

public class ScenarioTests
{
    [Fact]
    public void Market_data_is_the_origin()
    {
        var scenario = Scenario.Parse("market-data");

        Assert.Equal((20_000, 4_016, 32, IdleStrategy.Auto), (scenario.MessagesPerSecond, scenario.MessageBytes, scenario.ReplyEvery, scenario.Idle));
        Assert.Equal(625, scenario.RepliesPerSecond);
        Assert.Equal("market-data", scenario.Name);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Can_be_changed_in_any_culture(string culture)
    {
        using var other = new Culture(culture);

        var scenario = Scenario.Parse("market-data,rate=10000,bytes=1024,reply-every=10,idle=SPIN");

        Assert.Equal((10_000, 1_024, 10, IdleStrategy.Spin), (scenario.MessagesPerSecond, scenario.MessageBytes, scenario.ReplyEvery, scenario.Idle));
        // Another load has another name, or its baseline would be compared with the origin's.
        Assert.Equal("market-data.rate-10000.bytes-1024.reply-every-10.idle-SPIN", scenario.Name);
        scenario.Validate();
    }

    [Theory]
    [InlineData("", "'' is no scenario; known is market-data")]
    [InlineData("Market-Data", "'Market-Data' is no scenario")]
    [InlineData("trades,rate=1", "'trades' is no scenario")]
    [InlineData("market-data,", "'' is no change of a scenario; allowed are rate=N, bytes=N or bytes=N-N, reply-bytes=N, reply-every=N, connections=N, sender-threads=N, burst=N with burst-spacing=TIME, timeline=FILE, idle=spin|pause|block|busy-poll and priority=fifo:N")]
    [InlineData("market-data,speed=1", "'speed=1' is no change of a scenario")]
    [InlineData("market-data,rate", "'' in 'rate' is no whole number")]
    [InlineData("market-data,rate=", "'' in 'rate=' is no whole number")]
    [InlineData("market-data,rate=1.5", "'1.5' in 'rate=1.5' is no whole number")]
    [InlineData("market-data,rate=-1", "'-1' in 'rate=-1' is no whole number")]
    [InlineData("market-data,rate=99999999999", "'99999999999' in 'rate=99999999999' is no whole number")]
    [InlineData("market-data,rate=1=2", "'rate=1=2' is no change of a scenario")]
    [InlineData("market-data,idle=rest", "'idle=rest' is no change of a scenario")]
    [InlineData("market-data,idle=1", "'idle=1' is no change of a scenario")]
    [InlineData("market-data,idle=busypoll", "'idle=busypoll' is no change of a scenario")]
    [InlineData("market-data,bytes=1-2-3", "'1-2-3' in 'bytes=1-2-3' is no whole number")]
    [InlineData("market-data,bytes=-64", "'' in 'bytes=-64' is no whole number")]
    [InlineData("market-data,priority=50", "'priority=50' is no change of a scenario")]
    [InlineData("market-data,priority=fifo:", "'' in 'priority=fifo:' is no whole number")]
    [InlineData("market-data,timeline=", "'timeline=' is no change of a scenario")]
    [InlineData("market-data,burst=10", "'burst' and 'burst-spacing' go together, such as burst=100,burst-spacing=5ms; add the other one")]
    [InlineData("market-data,burst-spacing=10ms", "'burst' and 'burst-spacing' go together")]
    [InlineData("market-data,burst=10,burst-spacing=10", "'10' is no time; write a number and ns, us or ms")]
    [InlineData("market-data,burst=10,burst-spacing=10ms,rate=1", "'burst' and 'rate' exclude each other in a scenario, as burst settles what rate would; leave one of them out")]
    [InlineData("market-data,timeline=a.csv,rate=1", "'timeline' and 'rate' exclude each other")]
    [InlineData("market-data,timeline=a.csv,burst=1,burst-spacing=1ms", "'timeline' and 'burst' exclude each other")]
    [InlineData("market-data,bytes=64,timeline=a.csv", "'timeline' and 'bytes' exclude each other")]
    [InlineData("market-data,timeline=/nowhere/a.csv", "there is no timeline /nowhere/a.csv; name a CSV file, or make one with 'tracetoll timeline'")]
    public void Says_what_is_wrong_and_what_is_allowed(string text, string expected)
    {
        var wrong = Assert.Throws<FormatException>(() => Scenario.Parse(text));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rate=0", "rate is 0; allowed are 1 to 20000000")]
    [InlineData("rate=20000001", "rate is 20000001; allowed are 1 to 20000000")]
    [InlineData("bytes=23", "bytes is 23; allowed are 24 to 1048576")]
    [InlineData("bytes=1048577", "bytes is 1048577; allowed are 24 to 1048576")]
    [InlineData("reply-every=0", "reply-every is 0; allowed are 1 to 1000000")]
    [InlineData("reply-every=1000001", "reply-every is 1000001; allowed are 1 to 1000000")]
    [InlineData("bytes=23-100", "bytes is 23; allowed are 24 to 1048576")]
    [InlineData("bytes=100-1048577", "the most of bytes is 1048577; allowed are 100 to 1048576")]
    [InlineData("bytes=100-99", "the most of bytes is 99; allowed are 100 to 1048576")]
    [InlineData("reply-bytes=23", "reply-bytes is 23; allowed are 24 to 1048576")]
    [InlineData("reply-bytes=1048577", "reply-bytes is 1048577; allowed are 24 to 1048576")]
    [InlineData("connections=0", "connections is 0; allowed are 1 to 1000")]
    [InlineData("connections=1001", "connections is 1001; allowed are 1 to 1000")]
    [InlineData("sender-threads=0", "sender-threads is 0; allowed are 1 to 64")]
    [InlineData("connections=65,sender-threads=65", "sender-threads is 65; allowed are 1 to 64")]
    [InlineData("connections=10,sender-threads=4", "sender-threads is 4, which does not divide 10 connections; each thread needs as many as the others")]
    [InlineData("sender-threads=2", "sender-threads is 2, which does not divide 1 connections")]
    [InlineData("priority=fifo:0", "priority is 0; allowed are 1 to 99")]
    [InlineData("priority=fifo:100", "priority is 100; allowed are 1 to 99")]
    [InlineData("burst=0,burst-spacing=1ms", "burst is 0; allowed are 1 to 1000000")]
    [InlineData("burst=1000001,burst-spacing=1000ms", "burst is 1000001; allowed are 1 to 1000000")]
    [InlineData("burst=1,burst-spacing=999ns", "burst-spacing is 999 ns; allowed are 1us to 1000ms")]
    [InlineData("burst=1,burst-spacing=1001ms", "burst-spacing is 1001000000 ns; allowed are 1us to 1000ms")]
    [InlineData("burst=1,burst-spacing=0ns", "burst-spacing is 0 ns; allowed are 1us to 1000ms")]
    [InlineData("burst=1000000,burst-spacing=1us", "its bursts make 1000000000000 messages a second; allowed are 1 to 20000000 on average")]
    public void Is_not_measured_outside_its_ranges(string change, string expected)
    {
        using var other = new Culture("de-DE");

        var wrong = Assert.Throws<ArgumentException>(() => Experiment.Of(Scenario.Parse($"market-data,{change}")));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_all_that_is_wrong_at_once()
    {
        var scenario = Scenario.MarketData with { MessagesPerSecond = 0, MessageBytes = 1, ReplyEvery = -5 };

        var wrong = Assert.Throws<ArgumentException>(scenario.Validate);

        Assert.Contains("rate is 0", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("bytes is 1", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("reply-every is -5", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ends_of_its_ranges_are_allowed()
    {
        (Scenario.MarketData with { MessagesPerSecond = 1, MessageBytes = 24, ReplyEvery = 1 }).Validate();
        (Scenario.MarketData with { MessagesPerSecond = 20_000_000, MessageBytes = 1 << 20, ReplyEvery = 1_000_000 }).Validate();
        (Scenario.MarketData with { LongestMessageBytes = 1 << 20, ReplyBytes = 1 << 20, Connections = 1_000, SenderThreads = 50, RealTimePriority = 99 }).Validate();
        (Scenario.MarketData with { Connections = 64, SenderThreads = 64, RealTimePriority = 1 }).Validate();
        Scenario.MarketData.InBursts(1, 1_000_000_000).Validate();
        Scenario.MarketData.InBursts(20, 1_000).Validate();
        Scenario.MarketData.InBursts(1_000_000, 1_000_000_000).Validate();
    }

    [Theory]
    [InlineData("market-data")]
    [InlineData("market-data,rate=10000")]
    [InlineData("market-data,rate=10000,bytes=1024,reply-every=10,idle=block")]
    [InlineData("market-data,idle=spin")]
    [InlineData("market-data,idle=pause")]
    [InlineData("market-data,idle=busy-poll,priority=fifo:50")]
    [InlineData("market-data,bytes=64-1500,reply-bytes=128,reply-every=10,connections=100,sender-threads=4")]
    [InlineData("market-data,burst=1000,burst-spacing=3ms,bytes=64-1500")]
    [InlineData("market-data,burst=1,burst-spacing=1500ns")]
    [InlineData("market-data,burst=1,burst-spacing=1000ms")]
    public void Says_itself_as_it_is_read(string text)
    {
        using var other = new Culture("tr-TR");

        Assert.Equal(text, Scenario.Parse(text).ToText());
        Assert.Equal(Scenario.Parse(text), Scenario.Parse(Scenario.Parse(text).ToText()));
    }

    [Fact]
    public void Says_only_what_differs_from_market_data() =>
        Assert.Equal("market-data,bytes=100", (Scenario.MarketData with { Name = "small", MessageBytes = 100 }).ToText());

    [Fact]
    public void Another_spelling_of_the_same_is_the_same()
    {
        Assert.Equal("market-data,idle=busy-poll", Scenario.Parse("market-data,idle=BUSY-POLL,bytes=4016-4016,priority=normal,connections=1").ToText());
        Assert.Equal(1_500, Scenario.Parse("market-data,burst-spacing=1.5us,burst=2").Bursts?.SpacingNs);
    }

    [Theory]
    [InlineData("market-data,burst=1000,burst-spacing=3ms", 333_333, 333_333.333, "market-data.burst-1000.burst-spacing-3ms")]
    [InlineData("market-data,burst=2,burst-spacing=800ms,reply-every=1", 3, 2.5, "market-data.burst-2.burst-spacing-800ms.reply-every-1")]
    [InlineData("market-data,burst=100,burst-spacing=5ms,bytes=64-1500,priority=fifo:7", 20_000, 20_000, "market-data.burst-100.burst-spacing-5ms.bytes-64-1500.priority-fifo-7")]
    public void Bursts_have_a_rate_which_need_not_be_whole(string text, int rounded, double average, string name)
    {
        var scenario = Scenario.Parse(text);

        scenario.Validate();
        Assert.Equal((rounded, name), (scenario.MessagesPerSecond, scenario.Name));
        Assert.Equal(average, scenario.AverageRate, 0.001);
        Assert.Equal(average / scenario.ReplyEvery, scenario.RepliesPerSecond, 0.001);
    }

    [Fact]
    public void A_rate_that_is_not_that_of_the_shape_is_refused()
    {
        var wrong = Assert.Throws<ArgumentException>((Scenario.MarketData with { Bursts = new Bursts(10, 1_000_000) }).Validate);

        Assert.Contains("rate is 20000, where its shape makes 10000; set the shape with InBursts or Playing", wrong.Message, StringComparison.Ordinal);
    }
}
