namespace TraceToll.Agent.Send;

/// <summary>
/// Hands samples from the measuring thread to the recording thread: one writer, one reader, no lock, no allocation. All that is
/// slow (histograms, summaries, JSON) happens on the reader's side.
/// </summary>
internal sealed class SampleRing
{
    // 2^17 samples outlast 100 ms of a reply to each of a million messages a second.
    private const int UsualCapacity = 1 << 17;

    private readonly Sample[] _samples;
    private long _written;
    private long _read;
    private long _dropped;

    /// <param name="capacity">How many samples may wait for the reader; a power of two.</param>
    public SampleRing(int capacity = UsualCapacity)
    {
        _samples = new Sample[capacity];
        // Written to, so that no page of it is missing later.
        Array.Clear(_samples);
    }

    /// <summary>Samples that found no room because the reader was starved.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public void Write(in Sample sample)
    {
        var written = _written;
        if (written - Volatile.Read(ref _read) == _samples.Length)
        {
            Volatile.Write(ref _dropped, _dropped + 1);
            return;
        }

        _samples[written & (_samples.Length - 1)] = sample;
        Volatile.Write(ref _written, written + 1);
    }

    public bool TryRead(out Sample sample)
    {
        var read = _read;
        if (read == Volatile.Read(ref _written))
        {
            sample = default;
            return false;
        }

        sample = _samples[read & (_samples.Length - 1)];
        Volatile.Write(ref _read, read + 1);
        return true;
    }
}
