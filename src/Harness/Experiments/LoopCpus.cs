using System.Globalization;

namespace TraceToll.Experiments;

/// <summary>The CPUs of the loops of one end, one for each, and those that the end's other threads stay off.</summary>
internal sealed record LoopCpus(IReadOnlyList<int> Loops, IReadOnlyList<int> KeepOff)
{
    /// <param name="loops">A CPU for each loop; -1: any.</param>
    /// <param name="taken">The CPUs of all loops on this kernel.</param>
    /// <param name="allowed">The CPUs that the end's process may run on.</param>
    public static LoopCpus Of(IReadOnlyList<int> loops, IReadOnlyList<int> taken, IReadOnlyList<int> allowed) =>
        // Threads that may run nowhere else are better kept beside a loop than nowhere.
        new(loops, allowed.Except(taken).Any() ? [.. taken.Where(cpu => cpu >= 0).Distinct().Order()] : []);

    /// <summary>As agents take them.</summary>
    public IReadOnlyList<string> Options =>
    [
        "--threads", Loops.Count.ToString(CultureInfo.InvariantCulture), "--cpu", List(Loops, ","),
        .. KeepOff.Count > 0 ? (string[])["--keep-off", List(KeepOff, ",")] : [],
    ];

    public override string ToString() => Loops.All(cpu => cpu < 0) ? "any CPU" : $"CPU{(Loops.Count > 1 ? "s" : "")} {List(Loops, " and ")}";

    private static string List(IEnumerable<int> cpus, string between) => string.Join(between, cpus.Select(cpu => cpu.ToString(CultureInfo.InvariantCulture)));
}
