using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Scenarios;

namespace TraceToll.Experiments.Fleet;

/// <summary>
/// Where the loops of all pairs run. Pairs on kernels of their own are placed as one pair is. Pairs that share a kernel get CPUs that no other
/// pair's loop has; where these do not suffice, none of that kernel's loops is kept
/// anywhere but where somebody chose CPUs for it, and none spins unless that was asked for.
/// </summary>
internal static class FleetPlacement
{
    public static IReadOnlyList<LoopPlacement> For(Scenario scenario, IReadOnlyList<(OpenTestbed Open, TestbedInspection Hosts)> pairs)
    {
        var threads = scenario.SenderThreads;
        var loops = pairs.SelectMany(pair => Kernels(pair.Open)).CountBy(kernel => kernel).ToDictionary(kernel => kernel.Key, kernel => threads * kernel.Value);
        HashSet<string> crowded = [];
        HashSet<(string Kernel, int Cpu)> taken = [];
        var given = new (IReadOnlyList<int> Sender, IReadOnlyList<int> Responder)?[pairs.Count];

        // Those whose CPUs somebody chose take theirs before the others, which can have any.
        foreach (var index in Enumerable.Range(0, pairs.Count).OrderBy(index => pairs[index].Open is { SenderCpus: null, ResponderCpus: null }))
        {
            given[index] = Shares(pairs[index].Open, loops, threads) ? Give(pairs[index].Open, pairs[index].Hosts, threads, taken, crowded) : null;
        }

        List<LoopPlacement> placements = [.. pairs.Select((pair, index) =>
        {
            var (open, hosts) = pair;
            var others = open.SameKernel && open.Sender.Kernel is { } kernel ? Math.Max(0, loops[kernel] - (2 * threads)) : 0;
            return Kernels(open).Any(crowded.Contains)
                ? LoopPlacement.Crowded(scenario, open.SenderCpus, open.ResponderCpus)
                : LoopPlacement.For(scenario, open.SameKernel ? hosts.Machine.CpusAllowed.Count - others : null, hosts.Sender, hosts.Responder, given[index]?.Sender ?? open.SenderCpus, given[index]?.Responder ?? open.ResponderCpus);
        })];
        return [.. pairs.Select((pair, index) => Shares(pair.Open, loops, threads) ? Beside(placements[index], pair, loops, LoopsOf(pairs, placements)) : placements[index])];
    }

    /// <summary>The CPUs of all loops that are kept on one, by kernel.</summary>
    private static ILookup<string, int> LoopsOf(IReadOnlyList<(OpenTestbed Open, TestbedInspection Hosts)> pairs, List<LoopPlacement> placements) =>
        pairs.Zip(placements, (pair, placement) => (IEnumerable<(string? Kernel, int Cpu)>)
            [
                .. placement.Sender.Loops.Select(cpu => (pair.Open.Sender.Kernel, cpu)),
                .. placement.Responder.Loops.Select(cpu => (pair.Open.Responder.Kernel, cpu)),
            ])
            .SelectMany(each => each).Where(loop => loop is { Kernel: not null, Cpu: >= 0 }).ToLookup(loop => loop.Kernel!, loop => loop.Cpu);

    /// <summary>The same placement, with the other pairs' loops on the same kernels in mind.</summary>
    private static LoopPlacement Beside(LoopPlacement own, (OpenTestbed Open, TestbedInspection Hosts) pair, Dictionary<string, int> loops, ILookup<string, int> taken)
    {
        var (open, hosts) = pair;
        return own with
        {
            Sender = Off(own.Sender, open.Sender.Kernel, hosts.Sender.CpusAllowed),
            Responder = Off(own.Responder, open.Responder.Kernel, hosts.Responder.CpusAllowed),
            TakesAllCpus = own.TakesAllCpus || (own.Idle.Spins() && (IsFull(open.Sender.Kernel, hosts.Sender) || IsFull(open.Responder.Kernel, hosts.Responder))),
        };

        LoopCpus Off(LoopCpus end, string? kernel, IReadOnlyList<int> allowed) => kernel == null ? end : LoopCpus.Of(end.Loops, [.. taken[kernel].Distinct()], allowed);

        bool IsFull(string? kernel, HostFacts host) => kernel != null && host.CpusAllowed.Count <= loops[kernel];
    }

    /// <summary>Of both ends; one that has both comes twice.</summary>
    private static IEnumerable<string> Kernels(OpenTestbed pair) => new[] { pair.Sender.Kernel, pair.Responder.Kernel }.OfType<string>();

    private static bool Shares(OpenTestbed pair, Dictionary<string, int> loops, int threads) =>
        Kernels(pair).CountBy(kernel => kernel).Any(own => loops[own.Key] > threads * own.Value);

    private static (IReadOnlyList<int> Sender, IReadOnlyList<int> Responder)? Give(
        OpenTestbed pair, TestbedInspection hosts, int threads, HashSet<(string, int)> taken, HashSet<string> crowded)
    {
        // An end whose CPUs somebody chose before one that can have any.
        var chosen = pair is { SenderCpus: not null, ResponderCpus: null } ? OfSender() : null;
        var responder = Take(pair.Responder.Kernel, pair.ResponderCpus ?? hosts.Responder.CpusAllowed, threads, taken);
        var sender = chosen ?? OfSender();
        if (responder.Count == threads && sender.Count == threads)
        {
            return (sender, responder);
        }

        crowded.UnionWith(Kernels(pair));
        return null;

        IReadOnlyList<int> OfSender() => Take(pair.Sender.Kernel, pair.SenderCpus ?? hosts.Sender.CpusAllowed, threads, taken);
    }

    // The last CPUs: interrupts and whatever else a host does tend to the first.
    private static IReadOnlyList<int> Take(string? kernel, IReadOnlyList<int> allowed, int threads, HashSet<(string, int)> taken) =>
        [.. allowed.Reverse().Where(cpu => kernel == null || taken.Add((kernel, cpu))).Take(threads).Order()];
}
