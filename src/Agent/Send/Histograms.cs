using HdrHistogram;
using HdrHistogram.Utilities;

namespace TraceToll.Agent.Send;

internal static class Histograms
{
    /// <summary>Nothing that is measured here takes longer (36 min); what does is recorded as this.</summary>
    /// <remarks>HdrHistogram 2.5.0 encodes a histogram without its last bucket, which is from here to <see cref="HighestNs"/>.</remarks>
    public const long LongestNs = (1L << 41) - 1;

    private const long HighestNs = 3_600_000_000_000;

    public static LongHistogram Create(int digits = 3) => new(1, HighestNs, digits);

    public static string ToBase64(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        var bytes = new byte[length];
        buffer.Position = 0;
        for (var i = 0; i < length; i++)
        {
            bytes[i] = buffer.Get();
        }

        return Convert.ToBase64String(bytes);
    }
}
