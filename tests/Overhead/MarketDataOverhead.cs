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
    // What each mode may add to the median round trip, in us or in per cent of it, whichever is more.
    private static readonly Budget Idle = Budget.Parse("p50=5us/5%");
    private static readonly Budget Log = Budget.Parse("p50=200us/100%");

    [LatencyTheory]
    [Testbeds("loopback"), Tracing("idle", "log")]
    public async Task Stays_within_its_budget(Testbed testbed, TracingMode mode)
    {
        Budget budget = mode == TracingMode.Idle ? Idle : Log;
        MeasuredOverhead overhead = await Experiment.Of(Scenario.MarketData).On(testbed)
            .Compare(mode).Within(budget).By(Plans.Short).RunAsync(output);
        overhead.ShouldCostAtMost(budget);
    }
}
