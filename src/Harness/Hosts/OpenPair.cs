using System.Globalization;

namespace TraceToll.Hosts;

/// <summary>One pair of a fleet.</summary>
/// <param name="Number">Which it is, from 1.</param>
/// <param name="Testbed">What it was opened from.</param>
/// <param name="Open">Its hosts.</param>
internal sealed record OpenPair(int Number, Testbed Testbed, OpenTestbed Open)
{
    /// <summary>What messages call it.</summary>
    public string Name => NameOf(Number, Testbed);

    public static string NameOf(int number, Testbed testbed) => string.Create(CultureInfo.InvariantCulture, $"pair {number} ({testbed.Label})");
}
