namespace TraceToll.Agent.Native;

/// <summary>What the kernel has counted for the calling thread.</summary>
internal static unsafe class ThreadUsage
{
    private const int ThisThread = 1;

    // struct rusage: two times of two words each, then fourteen words; the last counts switches that the thread did not ask for.
    private const int Words = 18;
    private const int InvoluntarySwitchesWord = 17;

    /// <summary>Times the calling thread was taken off its CPU.</summary>
    public static long InvoluntarySwitches()
    {
        var usage = stackalloc long[Words];
        return Libc.GetResourceUsage(ThisThread, usage) == 0 ? usage[InvoluntarySwitchesWord] : 0;
    }
}
