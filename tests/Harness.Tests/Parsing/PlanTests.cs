using TraceToll.Experiments;
using TraceToll.Scenarios;
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
        Assert.Equal("blocks=32,slice=0.7,limit=85", $"{Plan.Quick}");
        Assert.Equal("runs=3,messages=1000000,warm-up-replies=10000", $"{Plan.Origin}");
    }

    [Theory]
    [InlineData("blocks=1", 1, 0.7)]
    [InlineData("blocks=1000", 1000, 0.7)]
    [InlineData("slice=0.1", 32, 0.1)]
    [InlineData("blocks=3,slice=3600", 3, 3600)]
    [InlineData("slice=2,blocks=3", 3, 2)]
    [InlineData("slice=2.264", 32, 2.264)]
    public void What_is_left_out_is_as_in_quick(string text, int blocks, double seconds)
    {
        var plan = Assert.IsType<Interleaved>(Plan.Parse(text));

        Assert.Equal((blocks, seconds), (plan.Blocks, plan.Slice.TotalSeconds));
    }

    [Theory]
    [InlineData("blocks=12,slice=1.5,limit=60,seed=7", 60)]
    [InlineData("limit=2", 2)]
    [InlineData("limit=1,warm-up=1", 1)]
    [InlineData("slice=2,limit=86400", 86_400)]
    public void Can_be_limited_in_time(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<Interleaved>(Plan.Parse(text)).Limit);

    [Fact]
    public void Has_a_warm_up_of_two_seconds_or_as_it_says()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.IsType<Interleaved>(Plan.Parse("blocks=12")).WarmUp);
        Assert.Equal(TimeSpan.FromSeconds(0.2), Assert.IsType<Interleaved>(Plan.Parse("blocks=12,warm-up=0.2")).WarmUp);
        Assert.Equal("blocks=12,slice=0.7,warm-up=0.2", $"{Plan.Parse("blocks=12,warm-up=0.2")}");
    }

    [Fact]
    public void Has_no_limit_unless_it_says_so() => Assert.Null(Assert.IsType<Interleaved>(Plan.Parse("blocks=12")).Limit);

    [Theory]
    [InlineData("runs=5", 5, 1_000_000, 10_000)]
    [InlineData("runs=1,messages=1,warm-up-replies=0", 1, 1, 0)]
    [InlineData("runs=100,warm-up-replies=7", 100, 1_000_000, 7)]
    public void Can_be_runs(string text, int runs, long messages, long warmUpReplies)
    {
        var plan = Assert.IsType<SeparateRuns>(Plan.Parse(text));

        Assert.Equal((runs, messages, warmUpReplies), (plan.Runs, plan.Messages, plan.WarmUpReplies));
    }

    [Fact]
    public void Reads_what_it_says()
    {
        using var other = new Culture("de-DE");
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            Plan plan = seed % 2 == 0
                ? new SeparateRuns { Runs = random.Next(1, 101), Messages = random.Next(1, 1_000_000_000), WarmUpReplies = random.Next(1_000_000) }
                : new Interleaved
                {
                    Blocks = random.Next(1, 1001),
                    Slice = TimeSpan.FromMilliseconds(random.Next(100, 10_000)),
                    Limit = random.Next(2) == 0 ? null : TimeSpan.FromSeconds(random.Next(2, 86_401)),
                    WarmUp = TimeSpan.FromMilliseconds(random.Next(100, 2_000)),
                    Seed = random.Next(2) == 0 ? null : random.Next(),
                };

            Assert.True(plan == Plan.Parse($"{plan}"), $"seed {seed}: {plan}");
        }
    }

    [Theory]
    [InlineData(10_000, 320_000, 32)]
    [InlineData(10_000, 319_999, 32)]
    [InlineData(10, 10, 1)]
    public void Runs_whose_warm_up_takes_all_are_refused(long warmUpReplies, long messages, int replyEvery)
    {
        var experiment = Experiment.Of(Scenario.MarketData with { ReplyEvery = replyEvery });
        var plan = Plan.Origin with { Messages = messages, WarmUpReplies = warmUpReplies };

        var wrong = Assert.Throws<ArgumentException>(() => experiment.By(plan));

        Assert.Equal(
            $"the warm-up of {warmUpReplies} replies, one for {replyEvery} messages, takes all {messages} messages of a run; ask for more messages, or for more replies",
            wrong.Message);
        Assert.Equal(plan with { Messages = messages + 2 }, experiment.By(plan with { Messages = messages + 2 }).Plan);
    }

    [Theory]
    [InlineData("", "'' is no plan; known are quick, origin, blocks=N,slice=S (seconds) with limit=S for the most it may take, warm-up=S for the load before it and seed=N for an order that was there before, and runs=N,messages=N,warm-up-replies=N")]
    [InlineData("QUICK", "'QUICK' is no plan")]
    [InlineData("fast", "'fast' is no plan")]
    [InlineData("blocks=0", "'blocks=0' is no part of a plan; allowed are blocks=1 to 1000, slice=0.1 to 3600, warm-up=0.1 to 3600 and limit=1 to 86400 (seconds), and seed=0 to 2147483647")]
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
    [InlineData("limit=0", "'limit=0' is no part")]
    [InlineData("warm-up=0", "'warm-up=0' is no part")]
    [InlineData("warm-up=3600.1", "'warm-up=3600.1' is no part")]
    [InlineData("warm-up=1s", "'warm-up=1s' is no part")]
    [InlineData("limit=86401", "'limit=86401' is no part")]
    [InlineData("limit=1m", "'limit=1m' is no part")]
    [InlineData("limit=-1", "'limit=-1' is no part")]
    [InlineData("runs=0", "'runs=0' is no part of a plan of runs; allowed are runs=1 to 100, messages=1 to 1000000000 and warm-up-replies=0 to 1000000000")]
    [InlineData("runs=101", "'runs=101' is no part of a plan of runs")]
    [InlineData("runs=3,messages=0", "'messages=0' is no part of a plan of runs")]
    [InlineData("runs=3,messages=1000000001", "'messages=1000000001' is no part of a plan of runs")]
    [InlineData("runs=3,warm-up-replies=-1", "'warm-up-replies=-1' is no part of a plan of runs")]
    [InlineData("runs=3,warm-up-replies=", "'warm-up-replies=' is no part of a plan of runs")]
    [InlineData("runs=3,slice=1", "'slice=1' is no part of a plan of runs")]
    [InlineData("blocks=3,runs=1", "'runs=1' is no part of a plan; allowed are blocks")]
    [InlineData("seed=-2", "'seed=-2' is no part")]
    [InlineData("blocks=4,slice=3600", "the plan blocks=4,slice=3600 is too long; blocks x slice may be 3 h")]
    [InlineData("quick,blocks=2", "'quick' is no part")]
    [InlineData("blocks=2,warm-up=60.5,limit=60", "the plan blocks=2,slice=0.7,warm-up=60.5,limit=60 has a warm-up of 60.5 s, longer than its limit of 60 s; raise limit, or lower warm-up")]
    [InlineData("limit=1", "the plan blocks=32,slice=0.7,limit=1 has a warm-up of 2 s, longer than its limit of 1 s; raise limit, or lower warm-up")]
    public void Says_what_is_wrong_and_what_is_allowed(string text, string expected)
    {
        using var other = new Culture("de-DE");

        var wrong = Assert.Throws<FormatException>(() => Plan.Parse(text));

        Assert.StartsWith(expected, wrong.Message, StringComparison.Ordinal);
    }
}
