using HdrHistogram;
using HdrHistogram.Utilities;

namespace TraceToll.Recordings;

/// <summary>Reading what the agent encoded.</summary>
internal static class Histograms
{
    public const long LongestNs = 3_600_000_000_000;

    /// <exception cref="InvalidRecordingException">The text is no histogram.</exception>
    public static HistogramBase Decode(string base64)
    {
        try
        {
            return HistogramEncoding.DecodeFromCompressedByteBuffer(ByteBuffer.Allocate(Convert.FromBase64String(base64)), 0);
        }
        // What the library throws at garbage depends on where it notices.
        catch (Exception garbage) when (garbage is not InvalidRecordingException)
        {
            throw Unreadable(garbage);
        }
    }

    public static string Encode(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        buffer.Position = 0;
        return Convert.ToBase64String([.. Enumerable.Range(0, length).Select(_ => buffer.Get())]);
    }

    public static LongHistogram Merge(IEnumerable<string> encoded)
    {
        var all = new LongHistogram(1, LongestNs, 3);
        foreach (var each in encoded)
        {
            try
            {
                all.Add(Decode(each));
            }
            catch (ArgumentException wider)
            {
                throw Unreadable(wider);
            }
        }

        return all;
    }

    /// <summary>What is in any of them, one at least, as precise as the first: the same buckets, their counts added.</summary>
    public static string Sum(IEnumerable<string> encoded)
    {
        HistogramBase? all = null;
        foreach (var each in encoded.Select(Decode))
        {
            if (all == null)
            {
                all = each;
            }
            else
            {
                all.Add(each);
            }
        }

        return Encode(all!);
    }

    public static long GetMax(this HistogramBase histogram) => histogram.TotalCount == 0 ? 0 : histogram.GetMaxValue();

    private static InvalidRecordingException Unreadable(Exception garbage) => new($"a histogram of the recording cannot be read: {garbage.Message.ReplaceLineEndings(" ")}");
}
