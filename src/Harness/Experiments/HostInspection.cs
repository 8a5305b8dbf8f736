using TraceToll.Hosts;
using TraceToll.Protocol;

namespace TraceToll.Experiments;

/// <summary>Finds out what a host is and what can be traced on it.</summary>
public static class HostInspection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Asks the host. Probes are attached for a moment to see whether they can be, so this waits while somebody measures on this machine.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="waitingFor">Told who measures, while waiting.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RigFailureException">The host cannot be asked.</exception>
    public static async Task<Inspection> ReadAsync(Host host, Action<string> waitingFor, CancellationToken cancellationToken)
    {
        await using var turn = await MeasurementLock.TakeAsync(MeasurementLock.SharedFolder, waitingFor, TimeProvider.System, cancellationToken);
        return await ReadUnlockedAsync(host, traces: true, cancellationToken);
    }

    /// <summary>For who holds the lock already.</summary>
    /// <param name="host">The host.</param>
    /// <param name="traces">Whether it will trace; finding out what can be traced takes seconds.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal static async Task<Inspection> ReadUnlockedAsync(Host host, bool traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        IReadOnlyList<string> arguments = traces ? ["facts"] : ["facts", "--no-tracer"];
        await using var agent = await host.StartAgentAsync($"facts agent on {host.Name}", arguments, cancellationToken);
        return new Inspection(Remedied(await agent.ExpectAsync<HostFacts>(Patience, cancellationToken), host), agent.Build);
    }

    /// <summary>An agent that lacks root cannot know how it was started.</summary>
    private static HostFacts Remedied(HostFacts facts, Host host)
    {
        var lacksRoot = !facts.Root && facts.Tracer is { Version: not null, Missing: not null };
        return lacksRoot && host.RootRemedy is { } remedy ? facts with { Tracer = facts.Tracer with { Remedy = remedy } } : facts;
    }
}
