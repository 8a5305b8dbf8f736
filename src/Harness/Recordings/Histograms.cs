using HdrHistogram;
using HdrHistogram.Utilities;

namespace TraceToll.Recordings;

/// <summary>Reading what the agent encoded.</summary>
internal static class Histograms
{
    public const long LongestNs = 3_600_000_000_000;

    public static HistogramBase Decode(string base64)
    {
        var bytes = ByteBuffer.Allocate(Convert.FromBase64String(base64));
        return HistogramEncoding.DecodeFromCompressedByteBuffer(bytes, 0);
    }

    public static LongHistogram Merge(IEnumerable<string> encoded)
    {
        var all = new LongHistogram(1, LongestNs, 3);
        foreach (var each in encoded)
        {
            all.Add(Decode(each));
        }

        return all;
    }

    public static long GetMax(this HistogramBase histogram) => histogram.TotalCount == 0 ? 0 : histogram.GetMaxValue();
}
