using TraceToll.Hosts;
using TraceToll.Tracing;
using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Tests.Theories;

/// <summary>A suite as a user writes it, for tests to look at.</summary>
#pragma warning disable xUnit1000 // Not public, so that xunit does not run it.
internal sealed class Suite
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

    /// <summary>What <see cref="Does"/> does.</summary>
    public static Func<Task> Body { get; set; } = () => Task.CompletedTask;

    [LatencyTheory]
    [Testbeds("loopback"), Tracing("idle")]
    public async Task Does(Testbed testbed, TracingMode mode)
    {
        Skip.If(mode.IsTraced && testbed != Testbed.Loopback, "never here");
        await Task.Yield();
        await Body();
    }

    // Looked at for its rows only.
    [LatencyTheory]
    [Testbeds("loopback"), Testbeds("moon"), Tracing("idle", "log")]
    public void Is_on_two_testbeds(Testbed testbed, TracingMode mode) => Ran.Add((testbed, mode));

    [LatencyTheory]
    [Testbeds("loopback"), MemberData(nameof(Rows)), Tracing("idle")]
    public void Has_rows_of_its_own(Testbed testbed, TracingMode mode) => Ran.Add((testbed, mode));

    public static TheoryData<Testbed, TracingMode> Rows => [];

    [Fact]
    public void Is_no_theory() => Assert.Empty(Rows);

    internal sealed class Inner
    {
        [LatencyTheory]
        [Testbeds("loopback"), Tracing("idle")]
        public Task Does(Testbed testbed, TracingMode mode)
        {
            Skip.If(mode.IsTraced && testbed != Testbed.Loopback, "never here");
            return Body();
        }
    }
}
