using System.Diagnostics;

namespace TraceToll.Agent;

/// <summary>The monotonic clock. On Linux a Stopwatch tick is one nanosecond.</summary>
internal static class Clock
{
    public static long NowNs => Stopwatch.GetTimestamp();
}
