using TraceToll.Hosts;
using TraceToll.Tracing;
using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Tests.Theories;

/// <summary>A suite as a user writes it, for <see cref="LatencyTheoryTests"/> to look at.</summary>
#pragma warning disable xUnit1000 // Not public, so that xunit does not run it.
internal sealed class Suite
#pragma warning restore xUnit1000
{
    public static List<(Testbed Testbed, TracingMode Mode)> Ran { get; } = [];

    [LatencyTheory]
    [Testbeds("loopback"), Tracing("idle", "log")]
    public void Is_a_suite(Testbed testbed, TracingMode mode) => Ran.Add((testbed, mode));

    [LatencyTheory]
    [Testbeds("loopback"), Tracing("idle")]
    public void Is_skipped(Testbed testbed, TracingMode mode) => Skip.If(testbed == Testbed.Loopback && mode.IsTraced, "no tracer; install one");

    [LatencyTheory]
    [Testbeds("moon"), Tracing("idle")]
    public void Is_on_the_moon(Testbed testbed, TracingMode mode) => Ran.Add((testbed, mode));

    [LatencyTheory]
    [Testbeds("loopback")]
    public void Lacks_its_modes(Testbed testbed, TracingMode mode) => Ran.Add((testbed, mode));
}
