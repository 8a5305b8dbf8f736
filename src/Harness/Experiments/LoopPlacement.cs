using System.Globalization;
using TraceToll.Protocol;
using TraceToll.Scenarios;

namespace TraceToll.Experiments;

/// <summary>Which CPU each measuring loop is kept on, and what it does between messages. CPU -1: wherever the kernel puts it.</summary>
internal sealed record LoopPlacement(IdleStrategy Idle, int SenderCpu, int ResponderCpu, bool TakesAllCpus)
{
    public static LoopPlacement For(Scenario scenario, bool sameKernel, HostFacts sender, HostFacts responder)
    {
        // The last CPUs: interrupts and whatever else a host does tend to the first.
        if (!sameKernel)
        {
            return Place(scenario.Idle, enough: true, sender.CpusAllowed[^1], responder.CpusAllowed[^1], spare: Math.Min(sender.CpusAllowed.Count, responder.CpusAllowed.Count) - 1);
        }

        var cpus = sender.CpusAllowed;
        return Place(scenario.Idle, enough: cpus.Count >= 2, cpus.Count >= 2 ? cpus[^2] : -1, cpus.Count >= 2 ? cpus[^1] : -1, spare: cpus.Count - 2);
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
