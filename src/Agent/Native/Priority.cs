namespace TraceToll.Agent.Native;

/// <summary>What a measuring thread is to the kernel's scheduler: one like others, or a real-time one (SCHED_FIFO) of 1 to 99.</summary>
/// <param name="Fifo">The real-time priority; 0: none.</param>
internal readonly record struct Priority(int Fifo)
{
    private const int PolicyFifo = 1;
    private const string RuntimeLimit = "/proc/sys/kernel/sched_rt_runtime_us";

    // From here on the kernel takes the time from a real-time thread only where another one waits for the CPU.
    private static readonly Version FairServer = new(6, 12);

    public static Priority Normal => new(0);

    /// <summary>Gives it to the calling thread.</summary>
    public void Take()
    {
        if (!TryTake())
        {
            throw new InvalidOperationException($"priority {this} could be had a moment ago");
        }
    }

    /// <exception cref="AgentFailure">This process may not have it, or the kernel would stop a thread that spins with it.</exception>
    public void RequireUsable(IdleStrategy idle)
    {
        Trial.Require(TryTake, $"cannot run at priority {this}", "start the agent as root, or leave the priority out", AgentFailure.Rig);
        if (Fifo > 0 && idle != IdleStrategy.Block && Environment.OSVersion.Version < FairServer && File.ReadAllText(RuntimeLimit).Trim() != "-1")
        {
            throw new AgentFailure($"this kernel would stop a thread of priority {this} that spins, for some 50 ms of each second",
                "set kernel.sched_rt_runtime_us to -1, take idle=block, or leave the priority out");
        }
    }

    public override string ToString() => Fifo == 0 ? "normal" : $"fifo:{Fifo}";

    private unsafe bool TryTake()
    {
        var priority = Fifo;
        return Fifo == 0 || Libc.SetScheduler(0, PolicyFifo, &priority) == 0;
    }
}
