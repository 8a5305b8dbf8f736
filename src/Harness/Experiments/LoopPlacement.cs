using TraceToll.Protocol;
using TraceToll.Scenarios;

namespace TraceToll.Experiments;

/// <summary>Which CPU each measuring loop is kept on, and what it does between messages. CPU -1: wherever the kernel puts it.</summary>
/// <param name="Idle">What loops do between messages; never <see cref="IdleStrategy.Auto"/>.</param>
/// <param name="Sender">The sender's loops.</param>
/// <param name="Responder">The responder's, as many.</param>
/// <param name="TakesAllCpus">Whether loops that spin leave a tracer no CPU.</param>
internal sealed record LoopPlacement(IdleStrategy Idle, LoopCpus Sender, LoopCpus Responder, bool TakesAllCpus)
{
    /// <param name="scenario">The load.</param>
    /// <param name="sharedCpus">How many CPUs all loops and a tracer share; null where each end has its own.</param>
    /// <param name="sender">The sender's host.</param>
    /// <param name="responder">The responder's host.</param>
    /// <param name="senderCpus">Where the sender's loops may be kept; null: wherever its host allows.</param>
    /// <param name="responderCpus">The same of the responder's.</param>
    public static LoopPlacement For(
        Scenario scenario, int? sharedCpus, HostFacts sender, HostFacts responder, IReadOnlyList<int>? senderCpus = null, IReadOnlyList<int>? responderCpus = null)
    {
        var loops = scenario.SenderThreads;
        var forSender = senderCpus ?? sender.CpusAllowed;
        var forResponder = responderCpus ?? responder.CpusAllowed;
        var chosen = sharedCpus == null ? OfTwoKernels(loops, forSender, forResponder) : OfOneKernel(loops, forSender, forResponder);
        var idle = scenario.Idle != IdleStrategy.Auto ? scenario.Idle : chosen != null ? IdleStrategy.Spin : IdleStrategy.Block;
        var (ofSender, ofResponder) = chosen ?? (InTurn(loops, senderCpus), InTurn(loops, responderCpus));
        var spare = sharedCpus is { } shared ? shared - (2 * loops) : Math.Min(sender.CpusAllowed.Count, responder.CpusAllowed.Count) - loops;
        int[] taken = [.. ofSender, .. ofResponder];
        return new LoopPlacement(
            idle,
            LoopCpus.Of(ofSender, sharedCpus == null ? ofSender : taken, sender.CpusAllowed),
            LoopCpus.Of(ofResponder, sharedCpus == null ? ofResponder : taken, responder.CpusAllowed),
            TakesAllCpus: idle.Spins() && spare <= 0);
    }

    /// <summary>Where there are more loops than CPUs.</summary>
    /// <param name="scenario">The load.</param>
    /// <param name="senderCpus">Where the sender's loops may be kept; null: wherever the kernel puts them.</param>
    /// <param name="responderCpus">The same of the responder's.</param>
    public static LoopPlacement Crowded(Scenario scenario, IReadOnlyList<int>? senderCpus, IReadOnlyList<int>? responderCpus)
    {
        var idle = scenario.Idle != IdleStrategy.Auto ? scenario.Idle : IdleStrategy.Block;
        return new LoopPlacement(idle, Cpus(senderCpus), Cpus(responderCpus), TakesAllCpus: idle.Spins());

        LoopCpus Cpus(IReadOnlyList<int>? chosen) => new(InTurn(scenario.SenderThreads, chosen), KeepOff: []);
    }

    public IReadOnlyList<string> SenderOptions => ["--idle", Idle.ToText(), .. Sender.Options];

    public IReadOnlyList<string> ResponderOptions => ["--idle", Idle.ToText(), .. Responder.Options];

    public override string ToString() => $"{Idle.ToText()}, sender on {Sender}, responder on {Responder}";

    /// <summary>The last CPUs: interrupts and whatever else a host does tend to the first. Null: there are too few.</summary>
    private static (int[] Sender, int[] Responder)? OfTwoKernels(int loops, IReadOnlyList<int> forSender, IReadOnlyList<int> forResponder) =>
        Math.Min(forSender.Count, forResponder.Count) >= loops ? ([.. forSender.TakeLast(loops)], [.. forResponder.TakeLast(loops)]) : null;

    /// <summary>The last CPUs for the responder that leave the sender enough others.</summary>
    private static (int[] Sender, int[] Responder)? OfOneKernel(int loops, IReadOnlyList<int> forSender, IReadOnlyList<int> forResponder)
    {
        var left = forSender.ToList();
        List<int> ofResponder = [];
        foreach (var cpu in forResponder.Reverse().TakeWhile(_ => ofResponder.Count < loops))
        {
            if (!left.Contains(cpu) || left.Count > loops)
            {
                ofResponder.Insert(0, cpu);
                left.Remove(cpu);
            }
        }

        return ofResponder.Count == loops && left.Count >= loops ? ([.. left.TakeLast(loops)], [.. ofResponder]) : null;
    }

    /// <summary>More loops than CPUs: on those that somebody chose, in turn, else wherever the kernel puts them.</summary>
    private static int[] InTurn(int loops, IReadOnlyList<int>? cpus) => [.. Enumerable.Range(0, loops).Select(loop => cpus == null ? -1 : cpus[^(1 + (loop % cpus.Count))]).Reverse()];
}
