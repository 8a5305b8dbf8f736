using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Remote;
using TraceToll.Scenarios;
using TraceToll.Tests.Testbeds;
using Xunit;

namespace TraceToll.Tests.Fleet;

public class FleetParsingTests
{
    [Theory]
    [InlineData("loopback,pairs=2", 2, "loopback")]
    [InlineData("namespaces,pairs=8", 8, "namespaces")]
    [InlineData("namespaces,pairs=3,delay=1ms", 3, "namespaces,delay=1ms")]
    [InlineData("containers,cpus=0-1,pairs=1000,memory=256m", 1000, "containers,cpus=0-1,memory=256m")]
    public void Is_another_testbed_so_many_times(string text, int pairs, string pair)
    {
        var fleet = Assert.IsType<FleetTestbed>(Testbed.Parse(text));

        Assert.Equal((text, pairs), (fleet.Name, fleet.Pairs.Count));
        Assert.All(fleet.Pairs, each => Assert.Equal(pair, each.Name));
        Assert.Equal(fleet.Pairs[0].Requirement, fleet.Requirement);
        Assert.True(fleet == Testbed.Parse(text));
        Assert.True(fleet != Testbed.Parse(pair));
    }

    [Theory]
    [InlineData("loopback,pairs=1", "'pairs=1' in 'loopback,pairs=1' is no number of pairs; allowed are pairs=2 to pairs=1000")]
    [InlineData("namespaces,pairs=1001", "'pairs=1001' in ")]
    [InlineData("namespaces,pairs=", "'pairs=' in ")]
    [InlineData("namespaces,pairs=-2", "'pairs=-2' in ")]
    [InlineData("namespaces,pairs=2,pairs=3", "pairs=N is given twice")]
    [InlineData("the moon,pairs=2", "'the moon' is no testbed; known are ")]
    [InlineData("namespaces,pairs=2,speed=1", "'speed=1' is nothing that namespaces know")]
    [InlineData("remote,pairs=0", "'pairs=0' in 'remote,pairs=0'")]
    [InlineData("remote,pairs=2,x=1", "'remote,pairs=2,x=1' is no testbed: remote takes no parameters but pairs=N")]
    public void Says_what_is_wrong(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Testbed.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Has_no_fleets_in_it_and_more_than_one_pair()
    {
        var fleet = Testbed.Parse("loopback,pairs=2");

        Assert.Contains("x has 2 pairs; allowed are 2 to 1000, none of them a fleet", Assert.Throws<ArgumentException>(() => new FleetTestbed("x", [fleet, fleet])).Message, StringComparison.Ordinal);
        Assert.Contains("x has 1 pairs", Assert.Throws<ArgumentException>(() => new FleetTestbed("x", [Testbed.Loopback])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_pair_lacks_the_fleet_lacks()
    {
        var fleet = new FleetTestbed("fake,pairs=2", [new FakeTestbed(), new FakeTestbed("other") { Missing = "there is no moon; build one" }]);

        Assert.Equal("there is no moon; build one", await fleet.MissingAsync(CancellationToken.None));
        Assert.Equal("netns", fleet.Requirement);
    }

    [Fact]
    public void Runs_are_refused_in_one_sentence()
    {
        var (fleet, experiment) = (Testbed.Parse("loopback,pairs=2"), Experiment.Of(Scenario.MarketData));
        const string Expected = "the plan runs=3,messages=1000000,warm-up-replies=10000 is one of runs, whose slices in several pairs cannot lie side by side; "
            + "measure loopback,pairs=2 by blocks=N,slice=SECONDS, or one pair by runs";

        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => experiment.On(fleet).By(Plan.Origin)).Message);
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => experiment.By(Plan.Origin).On(fleet)).Message);
    }

    [Fact]
    public void Remote_takes_its_pairs_from_its_file() => Assert.IsType<RemoteTestbed>(Testbed.Parse("remote,pairs=8"));
}
