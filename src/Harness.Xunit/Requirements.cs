using System.Collections.Concurrent;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Protocol;
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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<Host, Lazy<Task<HostFacts>>> Facts = [];

    /// <summary>Skips or fails the running test when the experiment cannot run here.</summary>
    public static async Task CheckAsync(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        if (!experiment.Modes.Any(mode => mode.IsTraced))
        {
            return;
        }

        var testbed = experiment.Testbed;
        var host = experiment.Side == TracedSide.Responder ? testbed.Responder : testbed.Sender;
        var facts = await Facts.GetOrAdd(host, key => new Lazy<Task<HostFacts>>(() => ReadAsync(key))).Value;
        if (facts.Tracer.Missing is { } missing)
        {
            Refuse(Bpftrace, $"nothing can be traced on {host.Name}: {missing}; {facts.Tracer.Remedy}");
        }
    }

    private static void Refuse(string requirement, string reason)
    {
        var required = (Environment.GetEnvironmentVariable("TRACETOLL_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (required.Contains(requirement))
        {
            throw new RigFailureException($"TRACETOLL_REQUIRE names {requirement}, but {reason}", "mend it, or take it out of TRACETOLL_REQUIRE");
        }

        Skip.If(true, reason);
    }

    private static async Task<HostFacts> ReadAsync(Host host)
    {
        await using var agent = await host.StartAgentAsync($"facts agent on {host.Name}", ["facts"], CancellationToken.None);
        return await agent.ExpectAsync<HostFacts>(Patience, CancellationToken.None);
    }
}
