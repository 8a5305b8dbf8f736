namespace TraceToll.Agent.Send;

/// <summary>
/// When messages are due: message k at start + floor(k x 1 s / rate), exactly, for any k. The fraction of a nanosecond is
/// carried, not rounded away, so that the rate does not drift.
/// </summary>
internal struct Schedule(long startNs, int ratePerSecond)
{
    private const long SecondNs = 1_000_000_000;

    private readonly long _step = SecondNs / ratePerSecond;
    private readonly long _remainder = SecondNs % ratePerSecond;
    private long _carried;

    /// <summary>When the next message is due.</summary>
    public long DueNs { get; private set; } = startNs;

    public void Advance()
    {
        DueNs += _step;
        _carried += _remainder;
        if (_carried >= ratePerSecond)
        {
            _carried -= ratePerSecond;
            DueNs++;
        }
    }

    /// <summary>When message <paramref name="sequence"/> is due, without walking there.</summary>
    public static long DueOf(long startNs, int ratePerSecond, long sequence) =>
        startNs + (sequence / ratePerSecond * SecondNs) + (sequence % ratePerSecond * SecondNs / ratePerSecond);
}
