using System.Globalization;
using TraceToll.Protocol;
using TraceToll.Scenarios;

namespace TraceToll.Experiments;

/// <summary>Which CPU each measuring loop is kept on, and what it does between messages. CPU -1: wherever the kernel puts it.</summary>
internal sealed record LoopPlacement(IdleStrategy Idle, int SenderCpu, int ResponderCpu, bool TakesAllCpus)
{
    /// <param name="scenario">The load.</param>
    /// <param name="sharedCpus">How many CPUs both loops and a tracer share; null where each end has its own.</param>
    /// <param name="sender">The sender's host.</param>
    /// <param name="responder">The responder's host.</param>
    /// <param name="senderCpus">Where the sender's loop may be kept; null: wherever its host allows.</param>
    /// <param name="responderCpus">The same of the responder's.</param>
    public static LoopPlacement For(
        Scenario scenario, int? sharedCpus, HostFacts sender, HostFacts responder, IReadOnlyList<int>? senderCpus = null, IReadOnlyList<int>? responderCpus = null)
    {
        // The last CPUs: interrupts and whatever else a host does tend to the first.
        var forSender = senderCpus ?? sender.CpusAllowed;
        var forResponder = responderCpus ?? responder.CpusAllowed;
        if (sharedCpus is not { } shared)
        {
            return Place(scenario.Idle, enough: true, forSender[^1], forResponder[^1], spare: Math.Min(sender.CpusAllowed.Count, responder.CpusAllowed.Count) - 1);
        }

        // One that leaves the sender another.
        var responderCpu = forResponder.LastOrDefault(cpu => forSender.Any(other => other != cpu), -1);
        return responderCpu >= 0
            ? Place(scenario.Idle, enough: true, forSender.Last(cpu => cpu != responderCpu), responderCpu, spare: shared - 2)
            : Place(scenario.Idle, enough: false, senderCpus?[^1] ?? -1, responderCpus?[^1] ?? -1, spare: shared - 2);
    }

    /// <summary>Where there are more loops than CPUs.</summary>
    /// <param name="scenario">The load.</param>
    /// <param name="senderCpus">Where the sender's loop may be kept; null: wherever the kernel puts it.</param>
    /// <param name="responderCpus">The same of the responder's.</param>
    public static LoopPlacement Crowded(Scenario scenario, IReadOnlyList<int>? senderCpus, IReadOnlyList<int>? responderCpus) =>
        Place(scenario.Idle, enough: false, senderCpus?[^1] ?? -1, responderCpus?[^1] ?? -1, spare: 0);

    public IReadOnlyList<string> SenderOptions => Options(SenderCpu);

    public IReadOnlyList<string> ResponderOptions => Options(ResponderCpu);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Idle.ToString().ToLowerInvariant()}, {Where("sender", SenderCpu)}, {Where("responder", ResponderCpu)}");

    private static LoopPlacement Place(IdleStrategy wish, bool enough, int senderCpu, int responderCpu, int spare)
    {
        var idle = wish != IdleStrategy.Auto ? wish : enough ? IdleStrategy.Spin : IdleStrategy.Block;
        return new LoopPlacement(idle, senderCpu, responderCpu, TakesAllCpus: idle == IdleStrategy.Spin && spare <= 0);
    }

    private static string Where(string who, int cpu) =>
        cpu < 0 ? $"{who} on any CPU" : string.Create(CultureInfo.InvariantCulture, $"{who} on CPU {cpu}");

    private IReadOnlyList<string> Options(int cpu) =>
        ["--idle", Idle.ToString().ToLowerInvariant(), "--cpu", cpu.ToString(CultureInfo.InvariantCulture)];
}
