using TraceToll.Protocol;

namespace TraceToll.Tests.Support;

/// <summary>
/// The least value of a histogram, ns, or just above it: values are kept to three digits, and the end of the least one's step is given.
/// A delay that every message had cannot be longer, on the busiest machine.
/// </summary>
internal static class Least
{
    public static long RoundTripNs(SliceMeasured slice) => Of(slice.FromDue);

    public static long FromSendNs(SliceMeasured slice) => Of(slice.FromSend);

    public static long LagNs(SliceMeasured slice) => Of(slice.SendLag);

    private static long Of(string histogram) => Recordings.Histograms.Decode(histogram).RecordedValues().First().ValueIteratedTo;
}
