using System.Collections.Concurrent;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Tracing;
using Xunit;

namespace TraceToll.Xunit;

/// <summary>
/// What an experiment needs of the machine. Absent: the test is skipped with reason and remedy. Absent but named in
/// TRACETOLL_REQUIRE (a list such as <c>bpftrace,docker</c>): the test fails.
/// </summary>
public static class Requirements
{
    private const string Bpftrace = "bpftrace";
    private const string Machines = "machines";
    private static readonly string[] Known = [Bpftrace, "docker", "ssh", Machines, "netns", "netem", "baselines", "java", "chromium", "verdicts"];
    private static readonly ConcurrentDictionary<(Testbed, TracedSide), Lazy<Task<TestbedInspection>>> Inspections = [];

    /// <summary>Skips or fails the running test when the experiment cannot run here.</summary>
    /// <param name="experiment">What is to be measured.</param>
    /// <param name="waitingFor">Told who measures on this machine, while that has to be waited for.</param>
    public static async Task CheckAsync(Experiment experiment, Action<string> waitingFor)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(waitingFor);
        var testbed = experiment.Testbed;
        await RequireAsync(testbed);
        if (!experiment.Modes.Any(mode => mode.IsTraced))
        {
            return;
        }

        var inspection = await Inspections.GetOrAdd((testbed, experiment.Side), key => new Lazy<Task<TestbedInspection>>(
            () => TestbedInspection.ReadAsync(key.Item1, key.Item2, waitingFor, CancellationToken.None))).Value;
        if (experiment.Modes.Select(inspection.MissingFor).FirstOrDefault(each => each != null) is { } missing)
        {
            Require(false, Bpftrace, missing);
        }
    }

    /// <summary>Skips or fails the running test where one kernel sees both ends of the testbed: what is between two machines is not measured there.</summary>
    /// <param name="testbed">The testbed.</param>
    /// <exception cref="RigFailureException">TRACETOLL_REQUIRE names what is absent, or the testbed cannot be opened.</exception>
    public static async Task TwoMachinesAsync(Testbed testbed)
    {
        ArgumentNullException.ThrowIfNull(testbed);
        await RequireAsync(testbed);
        await using var open = await testbed.OpenAsync(CancellationToken.None);
        Require(!open.SameKernel, Machines, $"both ends of the testbed {testbed} are on one machine; name two machines in hosts.json");
    }

    private static async Task RequireAsync(Testbed testbed)
    {
        if (testbed.Requirement is { } requirement && await testbed.MissingAsync(CancellationToken.None) is { } absent)
        {
            Require(false, requirement, absent);
        }
    }

    /// <summary>Skips the running test where something is absent; fails it where TRACETOLL_REQUIRE names that.</summary>
    /// <param name="present">Whether it is there.</param>
    /// <param name="requirement">Its name in TRACETOLL_REQUIRE.</param>
    /// <param name="reason">What is absent, and what mends it.</param>
    public static void Require(bool present, string requirement, string reason)
    {
        var required = (Environment.GetEnvironmentVariable("TRACETOLL_REQUIRE") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (required.FirstOrDefault(each => !Known.Contains(each)) is { } unknown)
        {
            throw new ArgumentException($"TRACETOLL_REQUIRE names '{unknown}'; known are {string.Join(", ", Known)}");
        }

        if (!present && required.Contains(requirement))
        {
            throw new RigFailureException($"TRACETOLL_REQUIRE names {requirement}, but {reason}", "mend it, or take it out of TRACETOLL_REQUIRE");
        }

        if (!present)
        {
            SuiteSummary.Skipped(reason);
        }

        Skip.IfNot(present, reason);
    }
}
