namespace TraceToll.Agent.Send;

/// <summary>
/// How far behind its schedule a slice's load stayed at its end: the least lag of the last 100 to 200 ms, as a stall is made up for and a
/// rate that cannot be held is not. Of the thread, or the connection, that was the farthest behind: the others would hide it.
/// </summary>
internal sealed class LagRecorder(SendOptions options)
{
    // Fewer samples of a connection tell of a stall as likely as of a rate that is not held.
    private const int LeastOfConnection = 4;

    private readonly Recent[] _threads = new Recent[options.Threads];
    private readonly Recent[] _connections = new Recent[options.Connections];

    /// <summary>0 without a sample.</summary>
    public long AtEndNs => Math.Max(Most(_threads, least: 1), Most(_connections, 2 * LeastOfConnection));

    /// <param name="message">The message's number in the load.</param>
    /// <param name="interval">In which stretch of 100 ms it was due.</param>
    /// <param name="lagNs">How late it was sent.</param>
    public void Record(long message, long interval, long lagNs)
    {
        var connection = message % options.Connections;
        _connections[connection].Record(interval, lagNs, LeastOfConnection);
        _threads[connection % options.Threads].Record(interval, lagNs, least: 1);
    }

    private static long Most(Recent[] all, int least)
    {
        var most = 0L;
        foreach (var recent in all)
        {
            most = recent.Samples >= least ? Math.Max(most, recent.LeastNs) : most;
        }

        return most;
    }

    /// <summary>The last two stretches, each made longer until it has enough samples.</summary>
    private struct Recent
    {
        private long _interval;
        private int _samples;
        private int _samplesBefore;
        private long _leastNs;
        private long _leastBeforeNs;

        public readonly int Samples => _samples + _samplesBefore;

        public readonly long LeastNs => _samplesBefore > 0 ? Math.Min(_leastNs, _leastBeforeNs) : _leastNs;

        public void Record(long interval, long lagNs, int least)
        {
            if (interval < _interval)
            {
                // Late, as replies of several connections may be: of an earlier time.
                return;
            }

            if (interval > _interval && _samples >= least)
            {
                (_samplesBefore, _leastBeforeNs, _samples) = (_samples, _leastNs, 0);
            }

            _interval = interval;
            _leastNs = _samples == 0 ? lagNs : Math.Min(_leastNs, lagNs);
            _samples++;
        }
    }
}
