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
    [InlineData("market-data,", "'' is no change of a scenario; allowed are rate=N, bytes=N, reply-every=N and idle=spin|block")]
    [InlineData("market-data,speed=1", "'speed=1' is no change of a scenario")]
    [InlineData("market-data,rate", "'' in 'rate' is no whole number")]
    [InlineData("market-data,rate=", "'' in 'rate=' is no whole number")]
    [InlineData("market-data,rate=1.5", "'1.5' in 'rate=1.5' is no whole number")]
    [InlineData("market-data,rate=-1", "'-1' in 'rate=-1' is no whole number")]
    [InlineData("market-data,rate=99999999999", "'99999999999' in 'rate=99999999999' is no whole number")]
    [InlineData("market-data,rate=1=2", "'rate=1=2' is no change of a scenario")]
    [InlineData("market-data,idle=rest", "'idle=rest' is no change of a scenario")]
    [InlineData("market-data,idle=1", "'idle=1' is no change of a scenario")]
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
    }

    [Theory]
    [InlineData("market-data")]
    [InlineData("market-data,rate=10000")]
    [InlineData("market-data,rate=10000,bytes=1024,reply-every=10,idle=block")]
    [InlineData("market-data,idle=spin")]
    public void Says_itself_as_it_is_read(string text)
    {
        using var other = new Culture("tr-TR");

        Assert.Equal(text, Scenario.Parse(text).ToText());
        Assert.Equal(Scenario.Parse(text), Scenario.Parse(Scenario.Parse(text).ToText()));
    }

    [Fact]
    public void Says_only_what_differs_from_market_data() =>
        Assert.Equal("market-data,bytes=100", (Scenario.MarketData with { Name = "small", MessageBytes = 100 }).ToText());
}
