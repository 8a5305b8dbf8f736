namespace TraceToll.Agent.Send;

/// <summary>
/// Keeps the garbage collector from running while a slice is measured: it would stop the measuring threads. Should a slice allocate more
/// than is put aside, it collects all the same, and the slice's count of collections tells.
/// </summary>
internal sealed class NoCollection
{
    // A slice's histograms take some 3 MB, an hour's summaries and progress some 10; waiting for commands allocates nothing.
    private const long ReserveBytes = 16 << 20;

    private bool _begun;

    public void Begin() => _begun = _begun || GC.TryStartNoGCRegion(ReserveBytes);

    public void End()
    {
        if (!_begun)
        {
            return;
        }

        _begun = false;
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // It collected before this: the region is over.
        }
    }
}
