using System.Collections.Concurrent;
using System.Globalization;
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

    /// <summary>For who holds the lock, and has the testbed open. Of a fleet: the hosts of the first pair, and all that trace.</summary>
    internal static async Task<TestbedInspection> ReadUnlockedAsync(OpenTestbed open, TracedSide side, CancellationToken cancellationToken)
    {
        var pairs = await ReadPairsAsync(open.Pairs.Count == 0 ? [open] : [.. open.Pairs.Select(pair => pair.Open)], side, cancellationToken);
        return pairs[0] with { Tracers = [.. pairs.SelectMany(pair => pair.Tracers)] };
    }

    /// <summary>The same of each pair.</summary>
    internal static async Task<IReadOnlyList<TestbedInspection>> ReadPairsAsync(IReadOnlyList<OpenTestbed> pairs, TracedSide side, CancellationToken cancellationToken)
    {
        // Only where something is to be traced: trying what can be takes seconds.
        HashSet<Host> tracing = [.. pairs.SelectMany(pair => TracerPlaces.Of(pair, side)).Select(place => place.Host)];
        List<Host> hosts = [.. tracing.Concat(pairs.SelectMany<OpenTestbed, Host>(pair => [pair.Sender, pair.Responder])).Distinct()];
        ConcurrentDictionary<Host, HostFacts> facts = [];
        await Together.EachAsync(hosts.Count, Together.AtOnce, async (index, stop) =>
            facts[hosts[index]] = await ReadAsync(hosts[index], tracing.Contains(hosts[index]), stop), cancellationToken);
        return [.. pairs.Select(pair => new TestbedInspection(
            Traced(pair.Sender, pair.SenderTracer),
            Traced(pair.Responder, pair.ResponderTracer),
            [.. TracerPlaces.Of(pair, side).Select(place => facts[place.Host])],
            facts[tracing.Contains(pair.SenderTracer) ? pair.SenderTracer : pair.Sender]))];

        async Task<HostFacts> ReadAsync(Host host, bool traces, CancellationToken stop)
        {
            try
            {
                return (await HostInspection.ReadUnlockedAsync(host, traces, stop)).Facts;
            }
            catch (RigFailureException failure) when (pairs.Count > 1)
            {
                throw failure.Of(string.Create(CultureInfo.InvariantCulture, $"pair {1 + pairs.ToList().FindIndex(pair => Has(pair, host))}"));
            }
        }

        static bool Has(OpenTestbed pair, Host host) => new[] { pair.Sender, pair.Responder, pair.SenderTracer, pair.ResponderTracer }.Contains(host);

        HostFacts Traced(Host host, Host tracer) => tracing.Contains(tracer) ? facts[host] with { Tracer = facts[tracer].Tracer } : facts[host];
    }
}
