using TraceToll.Protocol;

namespace TraceToll.Agent;

/// <summary>How long a measuring loop spins for each message. Set by the commands' thread, read by the loops.</summary>
internal sealed class PlantedDelay(long startNs)
{
    public const long LongestNs = 1_000_000;

    private long _ns = startNs;

    public long Ns => Volatile.Read(ref _ns);

    /// <exception cref="AgentFailure">The delay is outside its range.</exception>
    public void Follow(Plant plant)
    {
        if (plant.DelayNs is < 0 or > LongestNs)
        {
            throw new AgentFailure($"the delay to plant is {plant.DelayNs} ns; allowed are 0 to {LongestNs}", "plant a delay of this range", AgentFailure.Usage);
        }

        Volatile.Write(ref _ns, plant.DelayNs);
    }
}
