using System.Globalization;
using System.Text;
using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>The origin's table of one run, its layout and its whole microseconds; a percentile that the samples cannot support is marked.</summary>
internal static class OriginTable
{
    public const string UnsupportedMark = "*";

    private static readonly (string Name, Measure Measure)[] Rows =
    [
        ("mean", new Measure((double?)null)),
        ("99th percentile", new Measure(99)),
        ("99.9th percentile", new Measure(99.9)),
        ("99.99th percentile", new Measure(99.99)),
        ("99.999th percentile", new Measure(99.999)),
    ];

    public static void Write(StringBuilder report, SliceLatencies latencies, TimeSpan span)
    {
        report.Append("---------------------------------------------------------\n");
        report.Append("latency (microseconds) |     ~ one way |     round trip |\n");
        foreach (var (name, measure) in Rows)
        {
            WriteRow(report, name, latencies.ValueNs(measure), measure.IsSupportedBy(latencies.Count) ? "" : " " + UnsupportedMark);
        }

        WriteRow(report, "worst", latencies.MaxNs, "");
        report.Append(CultureInfo.InvariantCulture, $"Based on {latencies.Count} measurements.\n");
        report.Append(CultureInfo.InvariantCulture,
            $"It took {span.TotalMilliseconds:0} ms between the first measured message sent and the last received\n");
    }

    private static void WriteRow(StringBuilder report, string name, double roundTripNs, string mark)
    {
        var roundTrip = Math.Round(roundTripNs / 1000, MidpointRounding.AwayFromZero);
        var oneWay = Math.Round(roundTrip / 2, MidpointRounding.AwayFromZero);
        report.Append(CultureInfo.InvariantCulture, $"{name,-23}|{oneWay,14:0} |{roundTrip,15:0} |{mark}\n");
    }
}
