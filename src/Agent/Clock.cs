using System.Diagnostics;

namespace TraceToll.Agent;

/// <summary>The monotonic clock. On Linux a Stopwatch tick is one nanosecond.</summary>
internal static class Clock
{
    public static long NowNs => Stopwatch.GetTimestamp();

    /// <summary>Keeps the CPU busy for so long: no system call, nothing allocated.</summary>
    /// <returns>The time when it is over.</returns>
    public static long Spin(long ns)
    {
        var now = NowNs;
        var endNs = now + ns;
        while (now < endNs)
        {
            now = NowNs;
        }

        return now;
    }
}
