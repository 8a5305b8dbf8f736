using TraceToll.Protocol;

namespace TraceToll.Recordings.Fleet;

/// <summary>What the responders of several pairs counted.</summary>
internal static class FleetTotals
{
    public static RespondTotals Of(IReadOnlyList<RespondTotals> pairs) => new(
        pairs.Sum(each => each.Connections),
        pairs.Sum(each => each.Refused),
        pairs.Sum(each => each.Malformed),
        pairs.Sum(each => each.Messages),
        pairs.Sum(each => each.Replies));
}
