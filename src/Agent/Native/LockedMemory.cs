namespace TraceToll.Agent.Native;

/// <summary>Memory that the kernel takes away from nobody: what was touched once causes no page fault any more.</summary>
internal static class LockedMemory
{
    private const int Current = 1;
    private const int Future = 2;

    // Not all of every thread's stack and of the garbage collector's reserve: only what is used.
    private const int OnFault = 4;

    /// <returns>False where this process may not lock so much.</returns>
    public static bool TryLock() => Libc.LockAll(Current | Future | OnFault) == 0;
}
