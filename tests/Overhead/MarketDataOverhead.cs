using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Scenarios;
using TraceToll.Tracing;
using TraceToll.Xunit;
using Xunit.Abstractions;

namespace TraceToll.Overhead;

public class MarketDataOverhead(ITestOutputHelper output)
{
    // What tracing may add to the median round trip: being attached, in us or in per cent of it, whichever is more; and writing a line for each segment.
    private static readonly Budget IdleBudget = Budget.Parse("p50=5us/5%");
    private static readonly Budget LogBudget = Budget.Parse("p50=100us");

    // By how much what was approved may change. What logging costs differs more from session to session than what being attached does.
    private static readonly Budget IdleTolerance = Budget.Parse("p50=5us/5%");
    private static readonly Budget LogTolerance = Budget.Parse("p50=40us");

    [LatencyTheory]
    [Testbeds("loopback", "namespaces", "containers", "remote"), Tracing("idle", "log")]
    public async Task Stays_within_its_budget(Testbed testbed, TracingMode mode)
    {
        var allowed = mode == TracingMode.Idle ? IdleBudget : LogBudget;
        MeasuredOverhead overhead = await Experiment.Of(Scenario.MarketData).On(testbed)
            .Compare(mode).Within(allowed).By(Plans.Shortest).RunAsync(output);
        overhead.ShouldCostAtMost(allowed);
    }

    [LatencyTheory]
    [Testbeds("loopback"), Tracing("idle", "log")]
    public async Task Stays_within_its_baseline(Testbed testbed, TracingMode mode)
    {
        MeasuredOverhead overhead = await Experiment.Of(Scenario.MarketData).On(testbed).Compare(mode).By(Plans.Short).RunAsync(output);
        await overhead.ShouldMatchBaseline(mode == TracingMode.Idle ? IdleTolerance : LogTolerance);
    }

    [LatencyTheory]
    [Testbeds("remote"), Tracing("idle", "log")]
    public async Task Stays_within_its_baseline_between_machines(Testbed testbed, TracingMode mode)
    {
        await Requirements.TwoMachinesAsync(testbed);
        MeasuredOverhead overhead = await Experiment.Of(Scenario.MarketData).On(testbed).Compare(mode).By(Plans.Short).RunAsync(output);
        await overhead.ShouldMatchBaseline(mode == TracingMode.Idle ? IdleTolerance : LogTolerance);
    }
}
