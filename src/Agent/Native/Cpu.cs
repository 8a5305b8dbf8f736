using System.Globalization;

namespace TraceToll.Agent.Native;

internal static unsafe class Cpu
{
    private const int MaskWords = 16;
    private const int MaskBytes = MaskWords * sizeof(ulong);

    /// <summary>Keeps the calling thread on one CPU; -1 leaves it where it is.</summary>
    public static void Pin(int cpu)
    {
        if (cpu >= 0 && !TryPin(cpu))
        {
            throw new InvalidOperationException($"CPU {cpu} was usable a moment ago");
        }
    }

    /// <summary>Tries the CPUs on threads that are then thrown away.</summary>
    /// <exception cref="AgentFailure">There is no such CPU, or this process may not use it.</exception>
    public static void RequireUsable(IReadOnlyList<int> cpus)
    {
        foreach (var cpu in cpus.Where(cpu => cpu >= 0))
        {
            Trial.Require(() => TryPin(cpu), $"cannot run on CPU {cpu}", "choose one of the CPUs in /proc/self/status, Cpus_allowed_list", AgentFailure.Usage);
        }
    }

    /// <summary>
    /// Keeps all threads that there are off these CPUs, and with them those that they start: nothing but the measuring threads, which are
    /// pinned afterwards, is to run there.
    /// </summary>
    /// <exception cref="AgentFailure">No other CPU is left.</exception>
    public static void KeepOff(IReadOnlyList<int> cpus)
    {
        if (cpus.Count == 0)
        {
            return;
        }

        var mask = stackalloc ulong[MaskWords];
        new Span<ulong>(mask, MaskWords).Clear();
        _ = Libc.GetAffinity(0, MaskBytes, mask);
        foreach (var cpu in cpus)
        {
            mask[cpu / 64] &= ~(1UL << (cpu % 64));
        }

        if (!new Span<ulong>(mask, MaskWords).ContainsAnyExcept(0UL))
        {
            throw new AgentFailure($"no CPU is left beside {string.Join(',', cpus)}", "leave --keep-off out, or allow the agent another CPU", AgentFailure.Usage);
        }

        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            // One that has ended meanwhile needs no place.
            _ = Libc.SetAffinity(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), MaskBytes, mask);
        }
    }

    private static bool TryPin(int cpu)
    {
        var mask = stackalloc ulong[MaskWords];
        new Span<ulong>(mask, MaskWords).Clear();
        mask[cpu / 64] = 1UL << (cpu % 64);
        return Libc.SetAffinity(0, MaskBytes, mask) == 0;
    }
}
