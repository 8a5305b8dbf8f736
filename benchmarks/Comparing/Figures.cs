namespace TraceToll.Benchmarks;

/// <summary>What one side measured, by the names below. What a side cannot tell is not in it.</summary>
internal sealed class Figures : Dictionary<string, double>
{
    public const string P50 = "p50, us";
    public const string P99 = "p99, us";
    public const string P50FromSend = "p50 from send, us";
    public const string SendLag = "send lag p50, us";
    public const string Rate = "messages/s";
    public const string RateHeld = "rate held, messages/s";
    public const string ShareInTime = "sent within 1 ms of due, share";
    public const string Bytes = "bytes/s";
    public const string Allocated = "bytes allocated";
    public const string PageFaults = "page faults";
    public const string Collections = "collections";
    public const string MemoryMb = "memory of both agents, MB";

    public Figures With(string name, double? value)
    {
        if (value is { } known)
        {
            this[name] = known;
        }

        return this;
    }
}
