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

        Assert.Equal([("idle", "p50=1.5us"), ("log", "p50=1.5us")], budgets.Select(budget => (budget.Key, budget.Value)));
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

    [Theory]
    [InlineData("blocks=6,slice=1", "p50=5us", "the plan blocks=6,slice=1 has 6 blocks, and a budget that may be wrong 1 % of the time takes 7 at the least: plan more, or allow more errors (error=5%)")]
    [InlineData("blocks=7,slice=1", "p50=5us", null)]
    [InlineData("blocks=5,slice=1", "p50=5us,error=5%", null)]
    [InlineData("runs=3", "p50=5us", "has 3 runs a mode, and a budget that may be wrong 1 % of the time takes 4 at the least")]
    [InlineData("runs=4", "p50=5us", null)]
    [InlineData("runs=3", "p50=5us,error=2%", null)]
    public void A_plan_that_can_decide_nothing_is_refused_before_it_is_measured(string plan, string budget, string? complaint)
    {
        foreach (var order in (Func<Experiment>[])[() => Both.By(Plan.Parse(plan)).Within(Budget.Parse(budget)), () => Both.Within(Budget.Parse(budget)).By(Plan.Parse(plan))])
        {
            var message = Record.Exception(order)?.Message;

            Assert.Equal(complaint == null, message == null);
            Assert.Contains(complaint ?? "", message ?? "", StringComparison.Ordinal);
        }
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
