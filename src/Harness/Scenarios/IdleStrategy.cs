namespace TraceToll.Scenarios;

/// <summary>What a measuring loop does when nothing is due and nothing has come.</summary>
public enum IdleStrategy
{
    /// <summary>Spin where each loop can have a CPU to itself, else block.</summary>
    Auto,

    /// <summary>Look again at once. The shortest latency; takes a whole CPU, which a tracer on the same machine then has to fight for.</summary>
    Spin,

    /// <summary>Sleep in the kernel until something comes or is due.</summary>
    Block,

    /// <summary>Spin with the CPU's pause instruction between looks, which leaves more of a core to its other hyperthread.</summary>
    Pause,

    /// <summary>Spin, and let the kernel poll the network card's queue at each look (SO_BUSY_POLL) instead of waiting for its interrupt.</summary>
    BusyPoll,
}
