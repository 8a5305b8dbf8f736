using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tracing;
using TraceToll.Xunit;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Overhead;

/// <summary>A gate that does not see a planted regression, or sees one where nothing is, is no gate.</summary>
public class SelfTest(ITestOutputHelper output)
{
    private static readonly Budget Allowed = Budget.Parse("p50=5us/5%");

    [LatencyTheory]
    [Testbeds("loopback"), Tracing("planted")]
    public async Task Finds_a_planted_regression(Testbed testbed, TracingMode mode)
    {
        Verdict verdict = await JudgeAsync(testbed, mode, TimeSpan.FromMicroseconds(20));

        // On a machine that is too busy to tell, this is skipped. To call it within is wrong on any machine.
        Requirements.Require(verdict.Kind != VerdictKind.Inconclusive, "verdicts", VerdictText.Create(verdict));
        Assert.Equal(VerdictKind.Regressed, verdict.Kind);
    }

    [LatencyTheory]
    [Testbeds("loopback"), Tracing("planted")]
    public async Task Finds_nothing_where_nothing_is_planted(Testbed testbed, TracingMode mode)
    {
        Verdict verdict = await JudgeAsync(testbed, mode, TimeSpan.Zero);

        Assert.True(verdict.Kind is VerdictKind.Within or VerdictKind.Inconclusive, VerdictText.Create(verdict));
    }

    private async Task<Verdict> JudgeAsync(Testbed testbed, TracingMode mode, TimeSpan planted)
    {
        MeasuredOverhead overhead = await Experiment.Of(Scenario.MarketData).On(testbed)
            .Compare(mode).Planting(planted).Within(Allowed).By(Plans.Short).RunAsync(output);
        return overhead.Judge(Allowed);
    }
}
