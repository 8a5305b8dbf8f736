using TraceToll.Experiments;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using Xunit;

namespace TraceToll.Tests.Parsing;

public class TracingModeTests
{
    [Theory]
    [InlineData("off", TracingKind.Off, false, true)]
    [InlineData("off-again", TracingKind.Off, false, true)]
    [InlineData("idle", TracingKind.Idle, true, false)]
    [InlineData("log", TracingKind.LogEverything, true, false)]
    [InlineData("planted", TracingKind.Planted, false, false)]
    public void Is_known_by_name(string name, TracingKind kind, bool traced, bool control)
    {
        var mode = TracingMode.Parse(name);

        Assert.Equal((name, kind, traced, control), (mode.Name, mode.Kind, mode.IsTraced, mode.IsControl));
        Assert.Equal(name, $"{mode}");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Idle", " (did you mean idle?)")]
    [InlineData("everything", "")]
    [InlineData("script", "")]
    public void Says_which_are_known(string name, string hint)
    {
        var wrong = Assert.Throws<FormatException>(() => TracingMode.Parse(name));

        Assert.Equal($"'{name}' is no tracing mode{hint}; known are off, off-again, idle, log, planted, and script with --script FILE", wrong.Message);
    }

    [Fact]
    public void A_script_is_named_by_its_file()
    {
        var mode = TracingMode.Script("some/where/retransmits.bt", "{port}", "7");

        Assert.Equal(("retransmits", TracingKind.Script, true), (mode.Name, mode.Kind, mode.IsTraced));
        Assert.Equal(Path.GetFullPath("some/where/retransmits.bt"), mode.ScriptPath);
        Assert.Equal(mode, TracingMode.Script("some/where/retransmits.bt", "{port}", "7"));
        Assert.NotEqual(mode, TracingMode.Script("some/where/retransmits.bt", "{port}"));
        Assert.NotEqual(mode, TracingMode.Script("else/where/retransmits.bt", "{port}", "7"));
    }

    [Fact]
    public void An_experiment_puts_them_between_its_controls()
    {
        var experiment = Experiment.Of(Scenario.MarketData).Compare(TracingMode.LogEverything, TracingMode.Off, TracingMode.Planted, TracingMode.Idle, TracingMode.OffAgain);

        Assert.Equal(["off", "log", "planted", "idle", "off-again"], experiment.Modes.Select(mode => mode.Name));
    }

    [Fact]
    public void An_experiment_refuses_two_of_one_name()
    {
        var experiment = Experiment.Of(Scenario.MarketData);

        var wrong = Assert.Throws<ArgumentException>(() => experiment.Compare(TracingMode.Idle, TracingMode.Script("my/idle.bt")));

        Assert.Contains("two modes have one name: off, idle, idle, off-again; rename the script", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_does_not_change()
    {
        var experiment = Experiment.Of(Scenario.MarketData);

        var other = experiment.Compare(TracingMode.Idle).By(Plan.Origin).Tracing(TracedSide.Both).Planting(TimeSpan.FromMicroseconds(10), TracedSide.Sender).Into("folder");

        Assert.Equal(["off", "off-again"], experiment.Modes.Select(mode => mode.Name));
        Assert.Equal((Plan.Quick, TracedSide.Sender, null), ((object)experiment.Plan, experiment.Side, experiment.Folder));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMicroseconds(10), TracedSide.Sender), (experiment.PlantedDelay, other.PlantedDelay, other.PlantedSide));
        Assert.Equal((Plan.Origin, TracedSide.Both, "folder"), ((object)other.Plan, other.Side, other.Folder));
    }

    [Fact]
    public void An_experiment_never_delays_its_controls()
    {
        var experiment = Experiment.Of(Scenario.MarketData).Compare(TracingMode.Planted, TracingMode.Idle).Planting(TimeSpan.FromMicroseconds(20));

        Assert.Equal([TracingMode.Planted, TracingMode.Idle], experiment.Modes.Where(experiment.Plants));
        Assert.DoesNotContain(experiment.Modes, experiment.Planting(TimeSpan.Zero).Plants);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 100)]
    [InlineData(10_000, 1_000_000)]
    public void An_experiment_plants_up_to_a_millisecond(long ticks, long ns) =>
        Assert.Equal(ns, Experiment.Of(Scenario.MarketData).Planting(TimeSpan.FromTicks(ticks)).PlantedDelayNs);

    [Theory]
    [InlineData(-1, "the delay to plant is -0.1 us; allowed are 0 to 1000 us")]
    [InlineData(10_001, "the delay to plant is 1000.1 us; allowed are 0 to 1000 us")]
    public void An_experiment_plants_nothing_longer_or_less_than_nothing(long ticks, string expected)
    {
        using var other = new Culture("de-DE");

        var wrong = Assert.Throws<ArgumentException>(() => Experiment.Of(Scenario.MarketData).Planting(TimeSpan.FromTicks(ticks)));

        Assert.Equal(expected, wrong.Message);
    }

}
