namespace TraceToll.Agent;

/// <summary>What a measuring loop does when there is nothing to do.</summary>
internal enum IdleStrategy
{
    /// <summary>Look again at once: the shortest latency, and a whole CPU.</summary>
    Spin,

    /// <summary>Sleep in the kernel until something can be read or is due.</summary>
    Block,
}
