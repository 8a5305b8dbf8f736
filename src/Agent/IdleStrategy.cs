namespace TraceToll.Agent;

/// <summary>What a measuring loop does when there is nothing to do.</summary>
internal enum IdleStrategy
{
    /// <summary>Look again at once: the shortest latency, and a whole CPU.</summary>
    Spin,

    /// <summary>Look again after the CPU's pause instruction, which leaves more to the other thread of its core.</summary>
    Pause,

    /// <summary>Sleep in the kernel until something can be read or is due.</summary>
    Block,

    /// <summary>Look again at once, and let the kernel look into the network card's queue each time (SO_BUSY_POLL).</summary>
    BusyPoll,
}
