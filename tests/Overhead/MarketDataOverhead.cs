using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Scenarios;
using TraceToll.Tracing;
using TraceToll.Xunit;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Overhead;

public class MarketDataOverhead(ITestOutputHelper output)
{
    // Short, for every day; TRACETOLL_PLAN=quick or TRACETOLL_PLAN=origin measures in earnest.
    private static readonly Plan Short = Plan.Parse("blocks=2,slice=1");

    [LatencyTheory]
    [Testbeds("loopback"), Tracing("idle", "log")]
    public async Task Is_measured_with_the_tracer_at_work(Testbed testbed, TracingMode mode)
    {
        MeasuredOverhead measured = await Experiment.Of(Scenario.MarketData).On(testbed).Compare(mode).By(Short).RunAsync(output);

        // That the load was held and the tracer attached, running and gone after is checked by the run: else it is invalid, and throws.
        Comparison overhead = measured.Comparison;
        Assert.Equal(mode.Name, overhead.Treatment);
        Assert.True(overhead.Differences.Single(difference => difference.Measure.Name == "p50").IsSupported);
        Assert.All(overhead.Differences, difference => Assert.True(difference.ControlNs > 0 && difference.TreatmentNs > 0, $"{difference}"));
    }
}
