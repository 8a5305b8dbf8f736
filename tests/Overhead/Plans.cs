using TraceToll.Experiments;

namespace TraceToll.Overhead;

internal static class Plans
{
    /// <summary>For a row in each of many places: one block more than a budget takes.</summary>
    public static Plan Shortest { get; } = Plan.Parse("blocks=8,slice=0.4");

    /// <summary>For every day: ends when the verdict is known. TRACETOLL_PLAN=quick or TRACETOLL_PLAN=origin measures in earnest.</summary>
    public static Plan Short { get; } = Plan.Parse("blocks=32,slice=0.4,limit=60");
}
