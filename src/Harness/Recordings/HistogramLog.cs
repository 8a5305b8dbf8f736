using System.Globalization;
using System.Text;
using TraceToll.Protocol;

namespace TraceToll.Recordings;

/// <summary>
/// Writes slices in the HdrHistogram log format 1.3, tagged by mode. Our own writer, because HdrHistogram 2.5.0 writes UTF-16 and
/// the culture's decimal point, which the readers in Java and JavaScript take for an empty log.
/// </summary>
internal static class HistogramLog
{
    private const double NsPerSecond = 1e9;
    private const double NsPerMs = 1e6;

    public static void Write(string path, IEnumerable<Slice> slices, Func<SliceMeasured, string> histogram)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        var measured = slices.ToList();
        var startNs = measured.Count > 0 ? measured[0].Measured.StartUnixNs : 0;
        writer.WriteLine("#[TraceToll round trips in ns; a counted slice has its mode's name with -counted]");
        writer.WriteLine("#[Histogram log format version 1.3]");
        writer.WriteLine(Invariant($"#[StartTime: {startNs / NsPerSecond:0.000} (seconds since epoch), {DateTimeOffset.FromUnixTimeMilliseconds(startNs / 1_000_000):u}]"));
        writer.WriteLine("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"");
        foreach (var slice in measured)
        {
            var tag = Tag(slice.Use == SliceUse.Counted ? slice.Mode + "-counted" : slice.Mode);
            var encoded = histogram(slice.Measured);
            var maxNs = Histograms.Decode(encoded).GetMax();
            writer.WriteLine(Invariant(
                $"Tag={tag},{(slice.Measured.StartUnixNs - startNs) / NsPerSecond:0.000},{slice.Measured.DurationNs / NsPerSecond:0.000},{maxNs / NsPerMs:0.000},{encoded}"));
        }
    }

    /// <summary>A script's name may hold commas and spaces; readers take them for the end of the tag, and stop.</summary>
    public static string Tag(string name) =>
        string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-'));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
