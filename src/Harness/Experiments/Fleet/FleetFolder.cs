using System.Globalization;
using TraceToll.Hosts;

namespace TraceToll.Experiments.Fleet;

/// <summary>Where the recording of a pair lies in its fleet's: <c>pairs/3-NAME</c>.</summary>
internal static class FleetFolder
{
    private const string Pairs = "pairs";

    public static string Of(string fleet, OpenPair pair) =>
        Path.Combine(fleet, Pairs, string.Create(CultureInfo.InvariantCulture, $"{pair.Number}-{string.Concat(pair.Testbed.Label.Select(Plain))}"));

    private static char Plain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '=' ? character : '-';
}
