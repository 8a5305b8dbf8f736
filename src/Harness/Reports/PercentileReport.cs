using System.Globalization;
using HdrHistogram;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>
/// The percentiles of a mode's pooled round trips in HdrHistogram's text format, as its Java library writes it: microseconds, five steps
/// for each half of the distance to 100 %. For the plotters that read <c>.hgrm</c>.
/// </summary>
internal static class PercentileReport
{
    private const int StepsPerHalfDistance = 5;
    private const double NsPerUs = 1_000;

    /// <exception cref="FormatException">There is no such mode, or it has no histograms.</exception>
    public static string Create(Recording recording, string mode)
    {
        if (!recording.Manifest.Modes.Contains(mode))
        {
            throw new FormatException($"'{mode}' is no mode of the recording; it has {string.Join(", ", recording.Manifest.Modes)}");
        }

        if (recording.Manifest.Sources != null)
        {
            throw new FormatException("an imported recording has no histograms, which hgrm is made of; take text, markdown, origin, json or csv");
        }

        var pooled = Histograms.Merge(recording.Compared.Where(slice => slice.Mode == mode).Select(slice => slice.Measured.FromDue));
        // The library formats as its writer does.
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        pooled.OutputPercentileDistribution(writer, StepsPerHalfDistance, NsPerUs);
        return writer.ToString();
    }
}
