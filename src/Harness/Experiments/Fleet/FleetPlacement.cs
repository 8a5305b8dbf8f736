using TraceToll.Hosts;
using TraceToll.Scenarios;

namespace TraceToll.Experiments.Fleet;

/// <summary>
/// Where the loops of all pairs run. Pairs on kernels of their own are placed as one pair is. Pairs that share a kernel get CPUs that no other
/// pair's loop has; where these do not suffice, none of that kernel's loops is kept anywhere, and none spins unless that was asked for.
/// </summary>
internal static class FleetPlacement
{
    public static IReadOnlyList<LoopPlacement> For(Scenario scenario, IReadOnlyList<(OpenTestbed Open, TestbedInspection Hosts)> pairs)
    {
        var threads = scenario.SenderThreads;
        var loops = pairs.SelectMany(pair => Kernels(pair.Open)).CountBy(kernel => kernel).ToDictionary(kernel => kernel.Key, kernel => threads * kernel.Value);
        HashSet<string> crowded = [];
        HashSet<(string Kernel, int Cpu)> taken = [];
        var given = pairs.Select(pair => Shares(pair.Open, loops, threads) ? Give(pair.Open, pair.Hosts, threads, taken, crowded) : null).ToList();
        return [.. pairs.Select((pair, index) =>
        {
            var (open, hosts) = pair;
            var others = open.SameKernel && open.Sender.Kernel is { } kernel ? Math.Max(0, loops[kernel] - (2 * threads)) : 0;
            return Kernels(open).Any(crowded.Contains)
                ? LoopPlacement.Crowded(scenario, open.SenderCpus, open.ResponderCpus)
                : LoopPlacement.For(scenario, open.SameKernel ? hosts.Machine.CpusAllowed.Count - others : null, hosts.Sender, hosts.Responder, given[index]?.Sender ?? open.SenderCpus, given[index]?.Responder ?? open.ResponderCpus);
        })];
    }

    /// <summary>Of both ends; one that has both comes twice.</summary>
    private static IEnumerable<string> Kernels(OpenTestbed pair) => new[] { pair.Sender.Kernel, pair.Responder.Kernel }.OfType<string>();

    private static bool Shares(OpenTestbed pair, Dictionary<string, int> loops, int threads) =>
        Kernels(pair).CountBy(kernel => kernel).Any(own => loops[own.Key] > threads * own.Value);

    private static (IReadOnlyList<int> Sender, IReadOnlyList<int> Responder)? Give(
        OpenTestbed pair, TestbedInspection hosts, int threads, HashSet<(string, int)> taken, HashSet<string> crowded)
    {
        var responder = Take(pair.Responder.Kernel, pair.ResponderCpus ?? hosts.Responder.CpusAllowed, threads, taken);
        var sender = Take(pair.Sender.Kernel, pair.SenderCpus ?? hosts.Sender.CpusAllowed, threads, taken);
        if (responder.Count == threads && sender.Count == threads)
        {
            return (sender, responder);
        }

        crowded.UnionWith(Kernels(pair));
        return null;
    }

    // The last CPUs: interrupts and whatever else a host does tend to the first.
    private static IReadOnlyList<int> Take(string? kernel, IReadOnlyList<int> allowed, int threads, HashSet<(string, int)> taken) =>
        [.. allowed.Reverse().Where(cpu => kernel == null || taken.Add((kernel, cpu))).Take(threads).Order()];
}
