namespace TraceToll.Agent.Native;

/// <summary>What a measuring thread is to the kernel's scheduler: one like others, or a real-time one (SCHED_FIFO) of 1 to 99.</summary>
/// <param name="Fifo">The real-time priority; 0: none.</param>
internal readonly record struct Priority(int Fifo)
{
    private const int PolicyFifo = 1;

    public static Priority Normal => new(0);

    /// <summary>Gives it to the calling thread.</summary>
    public void Take()
    {
        if (!TryTake())
        {
            throw new InvalidOperationException($"priority {this} could be had a moment ago");
        }
    }

    /// <exception cref="AgentFailure">This process may not have it.</exception>
    public void RequireUsable() => Trial.Require(TryTake, $"cannot run at priority {this}", "start the agent as root, or leave the priority out", AgentFailure.Rig);

    public override string ToString() => Fifo == 0 ? "normal" : $"fifo:{Fifo}";

    private unsafe bool TryTake()
    {
        var priority = Fifo;
        return Fifo == 0 || Libc.SetScheduler(0, PolicyFifo, &priority) == 0;
    }
}
