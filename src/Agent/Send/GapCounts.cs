using System.Numerics;
using HdrHistogram;

namespace TraceToll.Agent.Send;

/// <summary>How often the measuring loop took how long for a turn: an array to count in, as a turn has no time for a histogram.</summary>
internal static class GapCounts
{
    // Eight for each power of two: a figure is right to an eighth.
    private const int Steps = 8;
    private const int StepBits = 3;

    public const int Length = 64 * Steps;

    public static long[] Create() => new long[Length];

    /// <summary>Where a gap of so many nanoseconds is counted.</summary>
    public static int IndexOf(long ns)
    {
        if (ns < Steps)
        {
            return (int)Math.Max(0, ns);
        }

        var power = BitOperations.Log2((ulong)ns);
        return (power * Steps) + (int)((ulong)ns >> (power - StepBits)) - Steps;
    }

    /// <summary>The longest gap that is counted there, ns.</summary>
    public static long LongestAt(int index)
    {
        if (index < StepBits * Steps)
        {
            return Math.Min(index, Steps - 1);
        }

        var (power, step) = Math.DivRem(index, Steps);
        return ((long)(Steps + step + 1) << (power - StepBits)) - 1;
    }

    /// <summary>What was counted between two moments, as a histogram of the longest gap that each may have been.</summary>
    public static LongHistogram Between(IReadOnlyList<long> start, IReadOnlyList<long> end)
    {
        var gaps = Histograms.Create();
        for (var i = 0; i < end.Count; i++)
        {
            var count = end[i] - (i < start.Count ? start[i] : 0);
            if (count > 0)
            {
                gaps.RecordValueWithCount(Math.Min(LongestAt(i), Histograms.LongestNs), count);
            }
        }

        return gaps;
    }
}
