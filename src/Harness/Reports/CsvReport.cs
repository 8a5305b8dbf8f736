using System.Globalization;
using System.Text;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>Every value that is compared, for spreadsheets and data frames: a row for each slice, or run, and measure. RFC 4180, but for ends of lines.</summary>
internal static class CsvReport
{
    private const string Header = "mode,use,block,measure,ns,supported,replies,start\n";
    private const string Excluded = "excluded";

    public static string Create(Recording recording)
    {
        var text = new StringBuilder(Header);
        var excluded = new HashSet<Slice>(recording.Excluded, ReferenceEqualityComparer.Instance);
        foreach (var slice in recording.Slices)
        {
            var latencies = SliceLatencies.Of(slice);
            var start = DateTimeOffset.UnixEpoch.AddTicks(slice.Measured.StartUnixNs / TimeSpan.NanosecondsPerTick).UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            var use = excluded.Contains(slice) ? Excluded : $"{slice.Use}".ToLowerInvariant();
            foreach (var measure in Measure.All)
            {
                Append(text, slice.Mode, use, slice.Block, measure, slice.Measured.Replies == 0 ? null : latencies.ValueNs(measure), slice.Measured.Replies, start);
            }
        }

        foreach (var run in recording.Runs)
        {
            // When it was is not told.
            foreach (var measure in Measure.All)
            {
                if (ValueNs(run, measure) is { } ns)
                {
                    Append(text, run.Mode, "compared", run.Run, measure, ns, run.Replies, "");
                }
            }
        }

        return text.ToString();
    }

    private static double? ValueNs(KnownRun run, Measure measure) => measure == Measure.Mean ? run.MeanNs
        : measure == Measure.Worst ? run.WorstNs
        : run.PercentilesNs.TryGetValue(measure.Percentile!.Value, out var ns) ? ns : null;

    private static void Append(StringBuilder text, string mode, string use, int block, Measure measure, double? ns, long replies, string start) => text.Append(
        CultureInfo.InvariantCulture, $"{Field(mode)},{use},{block},{measure.Name},{ns},{(measure.IsSupportedBy(replies) ? "true" : "false")},{replies},{start}\n");

    // A spreadsheet takes what begins so for a formula, and a mode's name is a file's.
    private static string Field(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? Quoted($"'{text}") : Quoted(text);

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") || text != text.Trim()
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
