using System.Globalization;
using System.Text;

namespace TraceToll.Remote.Ec2;

/// <summary>Pairs in words: a line for each, and one for each thing of it.</summary>
internal static class OwnedPairsText
{
    public static string Create(IReadOnlyList<OwnedPair> pairs, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var pair in pairs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{pair.Pair}  {pair.Owner}  {Life(pair, now)}\n");
            foreach (var thing in pair.Things)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {thing}{(thing.Details.Length > 0 ? ": " + thing.Details : "")}\n");
            }
        }

        if (pairs.Any(pair => pair.HasExpired(now)))
        {
            text.Append("What has expired goes with: tracetoll hosts down --expired\n");
        }

        return text.ToString();
    }

    private static string Life(OwnedPair pair, DateTimeOffset now) =>
        pair.Expires is not { } expires ? "without a legible time to live"
        : pair.HasExpired(now) ? $"EXPIRED at {PairTags.Text(expires)}"
        : $"until {PairTags.Text(expires)}, for {Math.Ceiling((expires - now).TotalMinutes).ToString(CultureInfo.InvariantCulture)} more minutes";
}
