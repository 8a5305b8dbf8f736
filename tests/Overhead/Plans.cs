using TraceToll.Experiments;

namespace TraceToll.Overhead;

internal static class Plans
{
    /// <summary>For every day: ends when the verdict is known. TRACETOLL_PLAN=quick or TRACETOLL_PLAN=origin measures in earnest.</summary>
    public static Plan Short { get; } = Plan.Parse("blocks=32,slice=0.4,limit=60");
}
