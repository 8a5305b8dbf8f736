using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Analysis;

public class VerdictOfChangeTests
{
    private static readonly Budget TwoUs = Budget.Parse("p50=2us");

    [Theory]
    [InlineData(3, VerdictKind.Within)]
    [InlineData(8, VerdictKind.Regressed)]
    [InlineData(-2, VerdictKind.Improved)]
    public void Is_about_the_difference_to_before(double addsNow, VerdictKind expected)
    {
        // Off itself is 40 us slower on the later day: the costs are compared, not the round trips.
        var verdict = Verdict.OfChange(Adding(addsNow, offUs: 90), "idle", Before(3), TwoUs);

        Assert.Equal(expected, verdict.Kind);
        Assert.Equal((addsNow - 3) * 1_000, Assert.Single(verdict.Findings).Effect.Estimate, 250.0);
        Assert.NotNull(verdict.Before);
    }

    [Fact]
    public void Says_that_it_was_before()
    {
        Assert.Contains("costs more than before", VerdictText.Create(Verdict.OfChange(Adding(8), "idle", Before(3), TwoUs)), StringComparison.Ordinal);
        Assert.Contains("faster than before", VerdictText.Create(Verdict.OfChange(Adding(-2), "idle", Before(3), TwoUs)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, VerdictKind.Within)]
    [InlineData(8, VerdictKind.Regressed)]
    [InlineData(-2, VerdictKind.Improved)]
    public void Is_about_whole_runs_where_both_sessions_are(double addsNow, VerdictKind expected)
    {
        var verdict = Verdict.OfChange(AsRuns(Adding(addsNow)), "idle", Comparison.Of(AsRuns(Adding(3)), "idle")!, TwoUs);

        Assert.Equal(expected, verdict.Kind);
        Assert.Equal((addsNow - 3) * 1_000, Assert.Single(verdict.Findings).Effect.Estimate, 250.0);
        Assert.False(verdict.Comparison!.Paired);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_invalid_where_only_one_session_is_of_blocks(bool runsNow)
    {
        var (now, before) = runsNow ? (AsRuns(Adding(3)), Adding(3)) : (Adding(3), AsRuns(Adding(3)));

        var verdict = Verdict.OfChange(now, "idle", Comparison.Of(before, "idle")!, TwoUs);

        Assert.Equal(VerdictKind.Invalid, verdict.Kind);
        Assert.Equal("one session was measured in blocks and the other in runs, which are not paired; measure both alike", Assert.Single(verdict.Causes));
        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public void Is_invalid_where_the_earlier_session_says_nothing_of_a_measure()
    {
        var verdict = Verdict.OfChange(Adding(3), "idle", Before(3), Budget.Parse("p75=2us"));

        Assert.Equal("nothing is known of p75 in the earlier session; judge what both have", Assert.Single(verdict.Causes));
    }

    private static Comparison Before(double addsUs) => Comparison.Of(Adding(addsUs), "idle")!;

    private static Recording AsRuns(Recording recording) => recording.Noted(manifest => manifest with { Interleaved = false });

    private static Recording Adding(double us, double offUs = 50) => Sessions.Of(16, block => offUs + (block % 3), block => us + Sessions.Wobble(block));
}
