using System.Globalization;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>How reports write times and shares.</summary>
internal static class Us
{
    public static string Plain(double ns) => double.IsFinite(ns) ? string.Create(CultureInfo.InvariantCulture, $"{ns / 1000:0.0}") : "unknown";

    public static string Signed(double ns) => string.Create(CultureInfo.InvariantCulture, $"{ns / 1000:+0.0;-0.0;0.0}");

    /// <summary>Both bounds; a bound that the data cannot give is a question mark.</summary>
    public static string Between(Interval ns) => $"[{Bound(ns.Lower)} .. {Bound(ns.Upper)}]";

    public static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{100 * known:+0.0;-0.0;0.0} %") : "";

    private static string Bound(double ns) => double.IsFinite(ns) ? Signed(ns) : "?";
}
