using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>What is known of the hosts of a testbed.</summary>
/// <param name="Sender">The sender's host, with what can be traced of it from where its tracer runs.</param>
/// <param name="Responder">The same of the responder's.</param>
/// <param name="Tracers">The hosts that trace the side that was asked for.</param>
/// <param name="Machine">The machine whose kernel the sender's end is in: a container is on it, and not one itself.</param>
public sealed record TestbedInspection(HostFacts Sender, HostFacts Responder, IReadOnlyList<HostFacts> Tracers, HostFacts Machine)
{
    /// <summary>
    /// Opens the testbed, asks its hosts and closes it. Probes are attached for a moment to see whether they can be, so this waits while
    /// somebody measures on this machine.
    /// </summary>
    /// <param name="testbed">The testbed.</param>
    /// <param name="side">The end that is to be traced.</param>
    /// <param name="waitingFor">Told who measures, while waiting.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="RigFailureException">The testbed cannot be opened, or a host cannot be asked.</exception>
    public static async Task<TestbedInspection> ReadAsync(Testbed testbed, TracedSide side, Action<string> waitingFor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(testbed);
        await using var turn = await MeasurementLock.TakeAsync(MeasurementLock.SharedFolder, waitingFor, TimeProvider.System, cancellationToken);
        await using var open = await testbed.OpenAsync(cancellationToken);
        return await ReadUnlockedAsync(open, side, cancellationToken);
    }

    /// <summary>What the hosts lack for this mode, and what mends it, one sentence; null when nothing is missing.</summary>
    public string? MissingFor(TracingMode mode) => Tracers.Select(host => TracerNeeds.MissingFor(mode, host)).FirstOrDefault(missing => missing != null);

    /// <summary>For who holds the lock, and has the testbed open.</summary>
    internal static async Task<TestbedInspection> ReadUnlockedAsync(OpenTestbed open, TracedSide side, CancellationToken cancellationToken)
    {
        // Only where something is to be traced: trying what can be takes seconds.
        List<Host> tracing = [.. TracerPlaces.Of(open, side).Select(place => place.Host)];
        var hosts = tracing.Concat([open.Sender, open.Responder]).Distinct().ToList();
        var read = await Task.WhenAll(hosts.Select(host => HostInspection.ReadUnlockedAsync(host, tracing.Contains(host), cancellationToken)));
        return new TestbedInspection(
            Traced(open.Sender, open.SenderTracer),
            Traced(open.Responder, open.ResponderTracer),
            [.. tracing.Select(Of)],
            tracing.Contains(open.SenderTracer) ? Of(open.SenderTracer) : Of(open.Sender));

        HostFacts Traced(Host host, Host tracer) => tracing.Contains(tracer) ? Of(host) with { Tracer = Of(tracer).Tracer } : Of(host);

        HostFacts Of(Host host) => read[hosts.IndexOf(host)].Facts;
    }
}
