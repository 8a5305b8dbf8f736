using System.Globalization;
using TraceToll.Recordings;

namespace TraceToll.Analysis;

/// <summary>One slice, or one run, as the analysis sees it: its place, how many round trips, its figures.</summary>
/// <param name="Block">The block (or run).</param>
/// <param name="StartUnixNs">When it began.</param>
/// <param name="Samples">Round trips.</param>
/// <param name="ValuesNs">The value of each measure that is known of it, ns.</param>
/// <param name="Buckets">Its round trips as value (ns) and count, ascending; empty where only percentiles are known.</param>
internal sealed record Unit(
    int Block, long StartUnixNs, long Samples, IReadOnlyDictionary<Measure, double> ValuesNs, IReadOnlyList<(long Ns, long Count)> Buckets)
{
    public static Unit Of(Slice slice, IReadOnlyList<Measure> measures)
    {
        var buckets = SliceLatencies.Of(slice).Buckets();
        var samples = buckets.Sum(bucket => bucket.Count);
        if (samples == 0)
        {
            throw new InvalidRecordingException(string.Create(CultureInfo.InvariantCulture,
                $"block {slice.Block}, {slice.Mode}: {slice.Measured.Replies} replies and a histogram of none cannot be of one slice; the recording was changed, measure again"));
        }

        return new Unit(slice.Block, slice.Measured.StartUnixNs, samples,
            measures.ToDictionary(measure => measure, measure => measure.Percentile is { } percentile ? ValueNs(buckets, samples, percentile) : slice.Measured.MeanFromDueNs),
            buckets);
    }

    /// <summary>Of a run of which only percentiles are known. Runs come in their order; when each was is not told.</summary>
    public static Unit Of(KnownRun run) => new(run.Run, run.Run, run.Replies,
        run.PercentilesNs.ToDictionary(known => new Measure(known.Key), known => known.Value)
            .Append(new(Measure.Mean, run.MeanNs)).Append(new(Measure.Worst, run.WorstNs)).ToDictionary(), []);

    /// <summary>At the rank that histograms take. They look through all buckets that there could be; few have anything in them.</summary>
    private static double ValueNs(IReadOnlyList<(long Ns, long Count)> buckets, long samples, double percentile)
    {
        var rank = Math.Max(1, (long)((percentile / 100 * samples) + 0.5));
        var seen = 0L;
        return buckets.First(bucket => (seen += bucket.Count) >= rank).Ns;
    }
}
