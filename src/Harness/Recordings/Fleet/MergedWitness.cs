using TraceToll.Protocol;

namespace TraceToll.Recordings.Fleet;

/// <summary>
/// What happened around the slices of several pairs. What a loop counts for itself is summed. What its whole machine counts is that of the
/// machine with most of it: pairs may share one, and a limit of it means a machine. What is held against one loop's time stays with the pairs.
/// </summary>
internal static class MergedWitness
{
    private const long Unknown = -1;

    public static Witness Of(IReadOnlyList<Witness> pairs) => new()
    {
        StealMs = pairs.Max(each => each.StealMs),
        SoftirqMs = pairs.Max(each => each.SoftirqMs),
        Hiccups = pairs.Sum(each => each.Hiccups),
        HiccupNs = pairs.Sum(each => each.HiccupNs),
        InvoluntarySwitches = pairs.Sum(each => each.InvoluntarySwitches),
        AllocatedBytes = pairs.Sum(each => each.AllocatedBytes),
        PageFaults = pairs.All(each => each.PageFaults != null) ? pairs.Sum(each => each.PageFaults) : null,
        Collections = pairs.Sum(each => each.Collections),
        Retransmits = pairs.Sum(each => each.Retransmits),
        SegmentsIn = pairs.Sum(each => each.SegmentsIn),
        SendWindow = pairs.Select(each => each.SendWindow).Where(window => window != Unknown).DefaultIfEmpty(Unknown).Min(),
    };
}
