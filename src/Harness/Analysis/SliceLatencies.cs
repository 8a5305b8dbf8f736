using HdrHistogram;
using TraceToll.Recordings;

namespace TraceToll.Analysis;

/// <summary>The round trips from due time of one slice, or of several pooled.</summary>
public sealed class SliceLatencies
{
    private readonly HistogramBase _histogram;

    private SliceLatencies(HistogramBase histogram, double meanNs)
    {
        _histogram = histogram;
        MeanNs = meanNs;
    }

    /// <summary>Round trips measured.</summary>
    public long Count => _histogram.TotalCount;

    /// <summary>Their mean, ns; exact, not from the histogram's buckets. 0 without samples.</summary>
    public double MeanNs { get; }

    /// <summary>The longest, ns, to three digits. 0 without samples.</summary>
    public long MaxNs => _histogram.GetMax();

    /// <summary>Of these slices together.</summary>
    public static SliceLatencies Of(params IReadOnlyList<Slice> slices)
    {
        var count = slices.Sum(slice => slice.Measured.Replies);
        return new SliceLatencies(
            slices.Count == 1 ? Histograms.Decode(slices[0].Measured.FromDue) : Histograms.Merge(slices.Select(slice => slice.Measured.FromDue)),
            count == 0 ? 0 : slices.Sum(slice => slice.Measured.MeanFromDueNs * slice.Measured.Replies) / count);
    }

    /// <summary>The measure's value, ns, to three digits. 0 without samples.</summary>
    public double ValueNs(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Percentile is not { } percentile ? MeanNs : Count == 0 ? 0 : _histogram.GetValueAtPercentile(percentile);
    }

    /// <summary>All round trips as value (ns, to three digits) and count, ascending.</summary>
    internal IReadOnlyList<(long Ns, long Count)> Buckets() =>
        [.. _histogram.RecordedValues().Select(step => (step.ValueIteratedTo, step.CountAddedInThisIterationStep))];
}
