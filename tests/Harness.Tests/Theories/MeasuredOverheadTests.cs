using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using TraceToll.Xunit;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.Theories;

[Collection(Requiring.Name)]
public class MeasuredOverheadTests
{
    private static readonly Recording Cheap = Sessions.Of(12, _ => 100, block => 1 + Sessions.Wobble(block));
    private static readonly Recording Few = Sessions.Of(4, _ => 100, block => 1 + Sessions.Wobble(block));

    private readonly Output _output = new();

    [Fact]
    public void Passes_within_the_budget_and_says_so()
    {
        Of(Cheap).ShouldCostAtMost(5, 0);

        Assert.StartsWith("idle: WITHIN its budget\n", _output.Text, StringComparison.Ordinal);
        AssertTeaches(_output.Text);
    }

    [Fact]
    public void Passes_when_it_is_faster() => Of(Sessions.Of(12, _ => 100, _ => -20)).ShouldCostAtMost(5, 0);

    [Fact]
    public void Fails_when_it_costs_more()
    {
        var failure = Assert.Throws<OverheadException>(() => Of(Sessions.Of(12, _ => 100, block => 8 + Sessions.Wobble(block))).ShouldCostAtMost(5, 0));

        Assert.StartsWith("idle: REGRESSED: it costs more than its budget\n", failure.Message, StringComparison.Ordinal);
        AssertTeaches(failure.Message);
        Assert.Equal("", _output.Text);
    }

    [Fact]
    public void Is_skipped_when_neither_can_be_shown()
    {
        using var environment = new Requiring("verdicts", required: false);

        var skipped = Assert.Throws<SkipException>(() => Of(Few).ShouldCostAtMost(5, 0));

        Assert.StartsWith("idle: INCONCLUSIVE: neither within its budget nor over it could be shown\n", skipped.Message, StringComparison.Ordinal);
        Assert.Contains("about 3 more blocks would decide it", skipped.Message, StringComparison.Ordinal);
        AssertTeaches(skipped.Message);
    }

    [Fact]
    public void Fails_where_verdicts_are_required_when_neither_can_be_shown()
    {
        using var environment = new Requiring("verdicts", required: true);

        var failure = Assert.Throws<RigFailureException>(() => Of(Few).ShouldCostAtMost(5, 0));

        Assert.StartsWith("TRACETOLL_REQUIRE names verdicts, but idle: INCONCLUSIVE", failure.Message, StringComparison.Ordinal);
        // What can be shown is not touched by that.
        Of(Cheap).ShouldCostAtMost(5, 0);
    }

    [Fact]
    public void Is_invalid_where_nothing_can_be_said()
    {
        var failure = Assert.Throws<InvalidMeasurementException>(() => Of(Sessions.Of(12, _ => 100, _ => 1, _ => 30)).ShouldCostAtMost(5, 0));

        Assert.StartsWith("idle: INVALID: nothing can be said\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("off-again differs from off by +30.0 us", failure.Message, StringComparison.Ordinal);
        AssertTeaches(failure.Message);
    }

    [Fact]
    public void Judges_by_the_measures_that_are_named()
    {
        // What is added is over 5 us, and within a tenth of what off takes.
        var measured = Of(Sessions.Of(12, _ => 100, block => 8 + Sessions.Wobble(block)));

        measured.ShouldCostAtMost(5, 10, new Measure(50), new Measure(90));
        measured.ShouldCostAtMost(Budget.Parse("p50=9us"));
        Assert.Throws<OverheadException>(() => measured.ShouldCostAtMost(5, 1, new Measure(90)));
        Assert.Equal(VerdictKind.Within, measured.Judge(Budget.Parse("p99=9us")).Kind);
    }

    private MeasuredOverhead Of(Recording recording) => new("artifacts/tracetoll/20201101T190546", recording, Comparison.Of(recording, "idle")!, _output);

    /// <summary>A reader who knows nothing sees what was found, what was allowed, what the machine could see, and what to do next.</summary>
    private static void AssertTeaches(string text)
    {
        foreach (var part in (string[])["p50 ", " us [", " us of off", "5.0 us allowed", "noise floor (off-again - off)", "smallest effect that could have shown", " blocks; wrong at most 1 % of the time",
            "  measure it again: ./tracetoll measure --scenario market-data --modes idle --side sender --plan blocks=3,slice=1.25,seed=1 --budget idle:mean=5us,p50=5us,p90=5us,p99=5us\n",
            "  look at it:       ./tracetoll analyse artifacts/tracetoll/20201101T190546 --budget idle:mean=5us,p50=5us,p90=5us,p99=5us"])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    private sealed class Output : ITestOutputHelper
    {
        public string Text { get; private set; } = "";

        public void WriteLine(string message) => Text += message + "\n";

        public void WriteLine(string format, params object[] args) => throw new NotSupportedException();
    }
}
