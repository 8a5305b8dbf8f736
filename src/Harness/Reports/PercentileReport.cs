using System.Globalization;
using System.Text;
using HdrHistogram;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>
/// The percentiles of a mode's pooled round trips in HdrHistogram's text format, as its Java library writes it: microseconds, five steps
/// for each half of the distance to 100 %. For the plotters that read <c>.hgrm</c>. Not written by HdrHistogram 2.5.0, which rounds halves
/// otherwise and tells NaN of nothing.
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
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"Value",12} {"Percentile",14} {"TotalCount",10} {"1/(1-Percentile)",14}\n\n");
        foreach (var step in pooled.TotalCount == 0 ? [] : pooled.Percentiles(StepsPerHalfDistance))
        {
            var share = step.PercentileLevelIteratedTo / 100;
            text.Append(CultureInfo.InvariantCulture, $"{Us(step.ValueIteratedTo),12} {Rounded(share, 12)} {step.TotalCountToThisValue,10}");
            text.Append(share < 1 ? string.Create(CultureInfo.InvariantCulture, $" {Rounded(1 / (1 - share), 2),14}\n") : "\n");
        }

        var (mean, deviation) = pooled.TotalCount == 0 ? (0, 0) : (pooled.GetMean(), pooled.GetStdDeviation());
        text.Append(CultureInfo.InvariantCulture, $"#[Mean    = {Us(mean),12}, StdDeviation   = {Us(deviation),12}]\n");
        text.Append(CultureInfo.InvariantCulture, $"#[Max     = {Us(pooled.GetMax()),12}, Total count    = {pooled.TotalCount,12}]\n");
        return text.Append(CultureInfo.InvariantCulture, $"#[Buckets = {pooled.BucketCount,12}, SubBuckets     = {pooled.SubBucketCount,12}]\n").ToString();
    }

    private static string Us(double ns) => Rounded(ns / NsPerUs, 3);

    /// <summary>As Java rounds: the shortest decimal that is this number, halves up.</summary>
    private static string Rounded(double value, int digits)
    {
        var shortest = decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.Round(shortest, digits, MidpointRounding.AwayFromZero).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}
