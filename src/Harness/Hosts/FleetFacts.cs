using System.Globalization;

namespace TraceToll.Hosts;

/// <summary>What a fleet says of its hosts and networks: a line for each pair, and one for all of those that say the same.</summary>
internal static class FleetFacts
{
    public static IReadOnlyList<string> Of(IReadOnlyList<OpenPair> pairs) =>
        [.. pairs.GroupBy(pair => string.Join("; ", pair.Open.Facts)).Select(alike => $"{Who([.. alike])}: {alike.Key}")];

    private static string Who(List<OpenPair> pairs) =>
        pairs.Count == 1 ? pairs[0].Name
        : pairs[^1].Number - pairs[0].Number == pairs.Count - 1 ? string.Create(CultureInfo.InvariantCulture, $"pairs {pairs[0].Number} to {pairs[^1].Number}, each")
        : string.Create(CultureInfo.InvariantCulture, $"pairs {string.Join(", ", pairs.Select(pair => pair.Number))}, each");
}
