namespace TraceToll.Agent.Native;

/// <summary>What the kernel has counted for the calling thread.</summary>
/// <param name="InvoluntarySwitches">Times it was taken off its CPU.</param>
/// <param name="PageFaults">Pages that were not there when it touched them, major and minor.</param>
internal readonly record struct ThreadUsage(long InvoluntarySwitches, long PageFaults)
{
    private const int ThisThread = 1;

    // struct rusage: two times of two words each, then fourteen words.
    private const int Words = 18;
    private const int MinorFaultsWord = 8;
    private const int MajorFaultsWord = 9;
    private const int InvoluntarySwitchesWord = 17;

    public static unsafe ThreadUsage Read()
    {
        var usage = stackalloc long[Words];
        return Libc.GetResourceUsage(ThisThread, usage) == 0
            ? new ThreadUsage(usage[InvoluntarySwitchesWord], usage[MinorFaultsWord] + usage[MajorFaultsWord])
            : default;
    }
}
