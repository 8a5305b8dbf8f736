using TraceToll.Hosts;
using TraceToll.Scenarios;

namespace TraceToll.Experiments.Fleet;

/// <summary>
/// Where the loops of all pairs run. Pairs on kernels of their own are placed as one pair is. Pairs that share a kernel get CPUs that no other
/// pair's loop has; where these do not suffice, none of that kernel's loops is kept anywhere, and none spins unless that was asked for.
/// </summary>
internal static class FleetPlacement
{
    private const int LoopsOfPair = 2;

    public static IReadOnlyList<LoopPlacement> For(Scenario scenario, IReadOnlyList<(OpenTestbed Open, TestbedInspection Hosts)> pairs)
    {
        var loops = pairs.SelectMany(pair => Kernels(pair.Open)).CountBy(kernel => kernel).ToDictionary();
        HashSet<string> crowded = [];
        HashSet<(string Kernel, int Cpu)> taken = [];
        var given = pairs.Select(pair => Shares(pair.Open, loops) ? Give(pair.Open, pair.Hosts, taken, crowded) : null).ToList();
        return [.. pairs.Select((pair, index) =>
        {
            var (open, hosts) = pair;
            var others = open.SameKernel && open.Sender.Kernel is { } kernel ? Math.Max(0, loops[kernel] - LoopsOfPair) : 0;
            return Kernels(open).Any(crowded.Contains)
                ? LoopPlacement.Crowded(scenario, open.SenderCpus, open.ResponderCpus)
                : LoopPlacement.For(scenario, open.SameKernel ? hosts.Machine.CpusAllowed.Count - others : null, hosts.Sender, hosts.Responder, given[index]?.Sender ?? open.SenderCpus, given[index]?.Responder ?? open.ResponderCpus);
        })];
    }

    private static IEnumerable<string> Kernels(OpenTestbed pair) => new[] { pair.Sender.Kernel, pair.Responder.Kernel }.OfType<string>();

    private static bool Shares(OpenTestbed pair, Dictionary<string, int> loops) =>
        Kernels(pair).CountBy(kernel => kernel).Any(own => loops[own.Key] > own.Value);

    private static (IReadOnlyList<int> Sender, IReadOnlyList<int> Responder)? Give(
        OpenTestbed pair, TestbedInspection hosts, HashSet<(string, int)> taken, HashSet<string> crowded)
    {
        var responder = Take(pair.Responder.Kernel, pair.ResponderCpus ?? hosts.Responder.CpusAllowed, taken);
        var sender = Take(pair.Sender.Kernel, pair.SenderCpus ?? hosts.Sender.CpusAllowed, taken);
        if (responder is { } one && sender is { } other)
        {
            return ([other], [one]);
        }

        crowded.UnionWith(Kernels(pair));
        return null;
    }

    // The last CPUs: interrupts and whatever else a host does tend to the first.
    private static int? Take(string? kernel, IReadOnlyList<int> allowed, HashSet<(string, int)> taken) =>
        allowed.Reverse().Where(cpu => kernel == null || taken.Add((kernel, cpu))).Select(cpu => (int?)cpu).FirstOrDefault();
}
