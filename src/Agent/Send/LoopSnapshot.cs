namespace TraceToll.Agent.Send;

/// <summary>The measuring thread's own state at one moment, taken by itself when asked.</summary>
internal readonly record struct LoopSnapshot(long NextSequence, long AllocatedBytes, long Hiccups, long HiccupNs, long InvoluntarySwitches, long OutOfOrder);
