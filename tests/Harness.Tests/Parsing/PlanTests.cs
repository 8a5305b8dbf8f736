using TraceToll.Experiments;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Parsing;

public class PlanTests
{
    [Fact]
    public void Knows_quick_and_origin()
    {
        Assert.Same(Plan.Quick, Plan.Parse("quick"));
        Assert.Same(Plan.Origin, Plan.Parse("origin"));
        Assert.Equal((3, 1_000_000, 10_000), (Plan.Origin.Runs, Plan.Origin.Messages, Plan.Origin.WarmUpReplies));
        Assert.True(Plan.Quick.Limit <= TimeSpan.FromSeconds(90));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Reads_and_says_seconds_in_any_culture(string culture)
    {
        using var other = new Culture(culture);

        var plan = Assert.IsType<Interleaved>(Plan.Parse("blocks=12,slice=1.5,seed=7"));

        Assert.Equal((12, TimeSpan.FromSeconds(1.5), null), (plan.Blocks, plan.Slice, plan.Limit));
        Assert.Equal("blocks=12,slice=1.5,seed=7", $"{plan}");
        Assert.Equal("blocks=8,slice=1.25,limit=85", $"{Plan.Quick}");
        Assert.Equal("runs=3,messages=1000000,warm-up-replies=10000", $"{Plan.Origin}");
    }

    [Theory]
    [InlineData("blocks=1", 1, 1.25)]
    [InlineData("blocks=1000", 1000, 1.25)]
    [InlineData("slice=0.1", 8, 0.1)]
    [InlineData("blocks=3,slice=3600", 3, 3600)]
    [InlineData("slice=2,blocks=3", 3, 2)]
    public void What_is_left_out_is_as_in_quick(string text, int blocks, double seconds)
    {
        var plan = Assert.IsType<Interleaved>(Plan.Parse(text));

        Assert.Equal((blocks, TimeSpan.FromSeconds(seconds)), (plan.Blocks, plan.Slice));
    }

    [Theory]
    [InlineData("", "'' is no plan; known are quick, origin, and blocks=N,slice=S (S in seconds), with seed=N for an order that was there before")]
    [InlineData("QUICK", "'QUICK' is no plan")]
    [InlineData("fast", "'fast' is no plan")]
    [InlineData("blocks=0", "'blocks=0' is no part of a plan; allowed are blocks=1 to 1000, slice=0.1 to 3600 (seconds) and seed=0 to 2147483647")]
    [InlineData("blocks=1001", "'blocks=1001' is no part")]
    [InlineData("blocks=-1", "'blocks=-1' is no part")]
    [InlineData("blocks=two", "'blocks=two' is no part")]
    [InlineData("blocks=2,", "'' is no part")]
    [InlineData("blocks=2,slice", "'slice' is no part")]
    [InlineData("slice=0.09", "'slice=0.09' is no part")]
    [InlineData("slice=3601", "'slice=3601' is no part")]
    [InlineData("slice=1e3", "'slice=1e3' is no part")]
    [InlineData("slice=NaN", "'slice=NaN' is no part")]
    [InlineData("slice=Infinity", "'slice=Infinity' is no part")]
    [InlineData("slice=1,5", "'5' is no part")]
    [InlineData("seed=-2", "'seed=-2' is no part")]
    [InlineData("blocks=4,slice=3600", "the plan blocks=4,slice=3600 is too long; blocks x slice may be 3 h")]
    [InlineData("quick,blocks=2", "'quick' is no part")]
    public void Says_what_is_wrong_and_what_is_allowed(string text, string expected)
    {
        using var other = new Culture("de-DE");

        var wrong = Assert.Throws<FormatException>(() => Plan.Parse(text));

        Assert.StartsWith(expected, wrong.Message, StringComparison.Ordinal);
    }
}
