using HdrHistogram;
using TraceToll.Recordings;

namespace TraceToll.Baselines;

/// <summary>All round trips of each mode in a few hundred bytes: to two digits, where recordings have three.</summary>
internal static class CompactHistograms
{
    private const int Digits = 2;

    public static IReadOnlyDictionary<string, string> Of(Recording recording, IEnumerable<string> modes) =>
        modes.Select(mode => (Mode: mode, Slices: recording.Compared.Where(slice => slice.Mode == mode && slice.Measured.Replies > 0).ToList()))
            .Where(each => each.Slices.Count > 0)
            .ToDictionary(each => each.Mode, each => Histograms.Encode(Coarse(Histograms.Merge(each.Slices.Select(slice => slice.Measured.FromDue)))));

    private static LongHistogram Coarse(HistogramBase fine)
    {
        var coarse = new LongHistogram(1, Histograms.LongestNs, Digits);
        foreach (var step in fine.RecordedValues())
        {
            coarse.RecordValueWithCount(step.ValueIteratedTo, step.CountAddedInThisIterationStep);
        }

        return coarse;
    }
}
