using System.Globalization;
using TraceToll.Protocol;
using TraceToll.Scenarios;

namespace TraceToll.Experiments;

/// <summary>Which CPU each measuring loop is kept on, and what it does between messages. CPU -1: wherever the kernel puts it.</summary>
internal sealed record LoopPlacement(IdleStrategy Idle, int SenderCpu, int ResponderCpu, bool TakesAllCpus)
{
    /// <param name="scenario">The load.</param>
    /// <param name="sameKernel">Whether both loops share CPUs.</param>
    /// <param name="sender">The sender's host.</param>
    /// <param name="responder">The responder's host.</param>
    /// <param name="senderCpus">Where the sender's loop may be kept; null: wherever its host allows.</param>
    /// <param name="responderCpus">The same of the responder's.</param>
    public static LoopPlacement For(
        Scenario scenario, bool sameKernel, HostFacts sender, HostFacts responder, IReadOnlyList<int>? senderCpus = null, IReadOnlyList<int>? responderCpus = null)
    {
        // The last CPUs: interrupts and whatever else a host does tend to the first.
        var responderCpu = (responderCpus ?? responder.CpusAllowed)[^1];
        if (!sameKernel)
        {
            return Place(scenario.Idle, enough: true, (senderCpus ?? sender.CpusAllowed)[^1], responderCpu, spare: Math.Min(sender.CpusAllowed.Count, responder.CpusAllowed.Count) - 1);
        }

        var others = (senderCpus ?? sender.CpusAllowed).Where(cpu => cpu != responderCpu).ToList();
        return others.Count > 0
            ? Place(scenario.Idle, enough: true, others[^1], responderCpu, spare: sender.CpusAllowed.Count - 2)
            : Place(scenario.Idle, enough: false, senderCpus?[^1] ?? -1, responderCpus?[^1] ?? -1, spare: sender.CpusAllowed.Count - 2);
    }

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
