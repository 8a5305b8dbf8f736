using TraceToll.Experiments;
using TraceToll.Scenarios;
using TraceToll.Tracing;
using TraceToll.Xunit;

namespace TraceToll.Tests.EndToEnd;

/// <summary>Skips, or fails where it is required, when nothing can be traced here.</summary>
internal static class Bpftrace
{
    public static Task RequireAsync() => Requirements.CheckAsync(Experiment.Of(Scenario.MarketData).Compare(TracingMode.Idle), _ => { });
}
