namespace TraceToll.Agent.Send;

/// <summary>The state of the measuring threads at one moment, each taken by itself when asked, and summed.</summary>
/// <param name="NextSequence">The first message of the load that no thread has sent, nor any after it.</param>
/// <param name="AllocatedBytes">Bytes allocated.</param>
/// <param name="Hiccups">Turns of 1 ms and more.</param>
/// <param name="HiccupNs">Their sum.</param>
/// <param name="InvoluntarySwitches">Times taken off a CPU.</param>
/// <param name="PageFaults">Page faults.</param>
/// <param name="OffCpuNs">Time without a CPU, from a moment that is nobody's business on.</param>
/// <param name="OutOfOrder">Replies in another order than they were asked for.</param>
/// <param name="Gaps">How long turns took, see <see cref="GapCounts"/>.</param>
internal readonly record struct LoopSnapshot(
    long NextSequence, long AllocatedBytes, long Hiccups, long HiccupNs, long InvoluntarySwitches, long PageFaults, long OffCpuNs, long OutOfOrder, IReadOnlyList<long> Gaps)
{
    public static LoopSnapshot None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, []);

    public static LoopSnapshot operator +(LoopSnapshot left, LoopSnapshot right) => new(
        Math.Max(left.NextSequence, right.NextSequence),
        left.AllocatedBytes + right.AllocatedBytes,
        left.Hiccups + right.Hiccups,
        left.HiccupNs + right.HiccupNs,
        left.InvoluntarySwitches + right.InvoluntarySwitches,
        left.PageFaults + right.PageFaults,
        left.OffCpuNs + right.OffCpuNs,
        left.OutOfOrder + right.OutOfOrder,
        left.Gaps.Count == 0 ? right.Gaps : [.. left.Gaps.Zip(right.Gaps, (one, other) => one + other)]);
}
