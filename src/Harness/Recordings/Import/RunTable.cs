using System.Globalization;
using System.Text.RegularExpressions;

namespace TraceToll.Recordings.Import;

/// <summary>The origin's table of one run. What has begun must be whole: a run that is lost without a word would change the result.</summary>
internal static partial class RunTable
{
    public const string Header = "latency (microseconds) |     ~ one way |     round trip |";

    private const double NsPerUs = 1000;

    private static readonly (string Name, double Percentile)[] Percentiles =
    [
        ("99th percentile", 99),
        ("99.9th percentile", 99.9),
        ("99.99th percentile", 99.99),
        ("99.999th percentile", 99.999),
    ];

    public static bool BeginsAt(ReportLine line) => FirstCell().IsMatch(line.Text);

    /// <summary>Whether a line can only be one of a table whose header is missing, or misspelt.</summary>
    public static bool Holds(ReportLine line) => Inside().IsMatch(line.Text);

    /// <summary>Reads the table that this line begins.</summary>
    /// <exception cref="InvalidRecordingException">A row is missing, misspelt, there twice, or tells what cannot be.</exception>
    public static KnownRun Read(ReportLine header, ReportLines rest, string mode, string source)
    {
        ReadHeader(header);
        var mean = ReadRow(rest, "mean", 0, "");
        var before = (Name: "", Microseconds: 0L);
        Dictionary<double, double> percentilesNs = [];
        foreach (var (name, percentile) in Percentiles)
        {
            before = (name, ReadRow(rest, name, before.Microseconds, before.Name));
            percentilesNs[percentile] = before.Microseconds * NsPerUs;
        }

        var worst = mean > before.Microseconds ? ReadRow(rest, "worst", mean, "mean") : ReadRow(rest, "worst", before.Microseconds, before.Name);
        return new KnownRun
        {
            Run = 1,
            Mode = mode,
            MeanNs = mean * NsPerUs,
            PercentilesNs = percentilesNs,
            WorstNs = worst * NsPerUs,
            Replies = ReadCount(rest),
            DurationMs = ReadDuration(rest),
            Source = source,
        };
    }

    private static void ReadHeader(ReportLine line)
    {
        foreach (var cell in (string[])["latency (microseconds)", "~ one way", "round trip"])
        {
            line.Read(cell);
            line.Read("|");
        }

        line.ReadEnd("nothing more on this line");
    }

    private static long ReadRow(ReportLines lines, string name, long least, string leastName)
    {
        const string WholeMicroseconds = "whole microseconds, 0 or more";
        var row = $"the row '{name}'";
        var line = lines.Next(row);
        line.Read(name, row);
        line.Read("|");
        var oneWay = line.ReadNumber(WholeMicroseconds);
        line.Read("|");
        var roundTrip = line.ReadNumber(WholeMicroseconds);
        line.Read("|");
        // Our own mark after what the samples cannot support.
        line.TryRead("*");
        line.ReadEnd("nothing more on this line, or '*'");

        // Each of the two was rounded by itself, up or down.
        if (Math.Abs(oneWay.Value - (roundTrip.Value / 2.0)) > 1)
        {
            throw line.Unexpected(string.Create(CultureInfo.InvariantCulture, $"half of the round trip of {roundTrip.Value}"), oneWay.At);
        }

        return roundTrip.Value >= least
            ? roundTrip.Value
            : throw line.Unexpected(string.Create(CultureInfo.InvariantCulture, $"{least} or more, as in the row '{leastName}'"), roundTrip.At);
    }

    private static long ReadCount(ReportLines lines)
    {
        const string Expected = "'Based on N measurements.'";
        var line = lines.Next(Expected);
        line.Read("Based on ", Expected);
        var (count, _) = line.ReadNumber("a whole number of measurements, 1 or more", least: 1);
        line.Read("measurements.");
        line.ReadEnd("nothing more on this line");
        return count;
    }

    private static long ReadDuration(ReportLines lines)
    {
        const string Expected = "'It took N ms between the first measured message sent and the last received'";
        var line = lines.Next(Expected);
        line.Read("It took ", Expected);
        var (durationMs, _) = line.ReadNumber("whole milliseconds, 0 or more");
        line.Read("ms between the first measured message sent and the last received");
        line.ReadEnd("nothing more on this line");
        return durationMs;
    }

    [GeneratedRegex(@"^\s*latency \(microseconds\)\s*\|")]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"^\s*((mean|99(\.9{1,3})?th percentile|worst)\s*\||Based on \d+ measurements\.|It took \d+ ms between the first measured message)")]
    private static partial Regex Inside();
}
