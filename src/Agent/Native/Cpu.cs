using System.Runtime.InteropServices;

namespace TraceToll.Agent.Native;

internal static unsafe class Cpu
{
    private const int LargestMask = 16;

    /// <summary>Keeps the calling thread on one CPU; -1 leaves it where it is.</summary>
    public static void Pin(int cpu)
    {
        if (cpu >= 0 && !TryPin(cpu))
        {
            throw new InvalidOperationException($"CPU {cpu} was usable a moment ago");
        }
    }

    /// <summary>Tries the CPU on a thread that is then thrown away.</summary>
    /// <exception cref="AgentFailure">There is no such CPU, or this process may not use it.</exception>
    public static void RequireUsable(int cpu)
    {
        var reason = "";
        var trial = new Thread(() => reason = cpu < 0 || TryPin(cpu) ? "" : Marshal.GetLastPInvokeErrorMessage());
        trial.Start();
        trial.Join();
        if (reason.Length > 0)
        {
            throw new AgentFailure($"cannot run on CPU {cpu}: {reason}", "choose one of the CPUs in /proc/self/status, Cpus_allowed_list",
                AgentFailure.Usage);
        }
    }

    private static bool TryPin(int cpu)
    {
        var mask = stackalloc ulong[LargestMask];
        new Span<ulong>(mask, LargestMask).Clear();
        mask[cpu / 64] = 1UL << (cpu % 64);
        return Libc.SetAffinity(0, LargestMask * sizeof(ulong), mask) == 0;
    }
}
