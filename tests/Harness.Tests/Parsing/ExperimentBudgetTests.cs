using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using TraceToll.Tracing;
using Xunit;

namespace TraceToll.Tests.Parsing;

public class ExperimentBudgetTests
{
    private static readonly Experiment Both = Experiment.Of(Scenario.MarketData).Compare(TracingMode.Idle, TracingMode.LogEverything);

    [Fact]
    public void One_budget_is_for_every_mode_that_is_compared()
    {
        using var other = new Culture("de-DE");

        var budgets = Both.Within(Budget.Parse("p50=1.5us")).Budgets;

        Assert.Equal([("idle", "p50=1.5us/0%"), ("log", "p50=1.5us/0%")], budgets.Select(budget => (budget.Key, budget.Value)));
    }

    [Fact]
    public void Modes_may_have_budgets_of_their_own_or_none()
    {
        var budgets = Both.Within(new Dictionary<string, Budget> { ["log"] = Budget.Parse("p99=20us/10%,error=5%") }).Budgets;

        Assert.Equal(("log", "p99=20us/10%,error=5%"), (Assert.Single(budgets).Key, budgets["log"]));
    }

    [Fact]
    public void The_session_ends_when_every_budget_has_its_verdict()
    {
        var experiment = Experiment.Of(Scenario.MarketData).Compare(TracingMode.Idle).Within(Budget.Parse("p50=5us"));

        Assert.True(experiment.IsKnown!(Sessions.Of(12, _ => 100, _ => 3)));
        Assert.False(experiment.IsKnown!(Sessions.Of(6, _ => 100, _ => 3)));
        Assert.Null(Both.IsKnown);
    }

    [Fact]
    public void Before_the_modes_are_named_there_is_nothing_to_have_a_budget() => Assert.Equal(
        "there is no mode to have a budget; name the modes first, with Compare",
        Assert.Throws<ArgumentException>(() => Experiment.Of(Scenario.MarketData).Within(Budget.AtMost(5, 5))).Message);

    [Theory]
    [InlineData("Idle")]
    [InlineData("off")]
    [InlineData("off-again")]
    [InlineData("mine")]
    public void A_mode_that_is_not_compared_has_none(string mode) => Assert.Equal(
        $"'{mode}' has a budget and is not measured; measured are idle, log",
        Assert.Throws<ArgumentException>(() => Both.Within(new Dictionary<string, Budget> { [mode] = Budget.AtMost(5, 5) })).Message);
}
