namespace TraceToll.Agent.Native;

/// <summary>CPU time, to the nanosecond: what getrusage tells is as old as the last tick.</summary>
internal static unsafe class CpuTime
{
    private const int ThisThread = 3;

    /// <summary>Of the calling thread, ns.</summary>
    public static long OfThreadNs
    {
        get
        {
            Libc.TimeSpec time;
            return Libc.GetClock(ThisThread, &time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;
        }
    }
}
