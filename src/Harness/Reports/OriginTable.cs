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
        ("mean", Measure.Mean),
        ("99th percentile", new Measure(99)),
        ("99.9th percentile", new Measure(99.9)),
        ("99.99th percentile", new Measure(99.99)),
        ("99.999th percentile", new Measure(99.999)),
        ("worst", Measure.Worst),
    ];

    public static IReadOnlyList<Measure> Measures { get; } = [.. Rows.Select(row => row.Measure)];

    /// <param name="report">Takes it.</param>
    /// <param name="run">The run.</param>
    /// <param name="marks">Whether what the samples cannot support is marked; the origin did not.</param>
    public static void Write(StringBuilder report, ReportRun run, bool marks = true)
    {
        report.Append("---------------------------------------------------------\n");
        report.Append("latency (microseconds) |     ~ one way |     round trip |\n");
        foreach (var (name, measure) in Rows)
        {
            // The worst is what it is, of however many.
            var isMarked = marks && measure != Measure.Worst && !measure.IsSupportedBy(run.Replies);
            WriteRow(report, name, run.ValuesNs[measure], isMarked ? " " + UnsupportedMark : "");
        }

        report.Append(CultureInfo.InvariantCulture, $"Based on {run.Replies} measurements.\n");
        report.Append(CultureInfo.InvariantCulture,
            $"It took {run.Duration.TotalMilliseconds:0} ms between the first measured message sent and the last received\n");
    }

    private static void WriteRow(StringBuilder report, string name, double roundTripNs, string mark)
    {
        var roundTrip = Math.Round(roundTripNs / 1000, MidpointRounding.AwayFromZero);
        var oneWay = Math.Round(roundTrip / 2, MidpointRounding.AwayFromZero);
        report.Append(CultureInfo.InvariantCulture, $"{name,-23}|{oneWay,14:0} |{roundTrip,15:0} |{mark}\n");
    }
}
