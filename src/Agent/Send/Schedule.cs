namespace TraceToll.Agent.Send;

/// <summary>
/// Walks over the messages of one connection, every n-th of the load's. What a walk adds up is what <see cref="LoadShape.DueNs"/> says:
/// the fraction of a nanosecond is carried, not rounded away, so that the rate does not drift.
/// </summary>
internal struct Schedule
{
    private readonly LoadShape _shape;
    private readonly long _startNs;
    private readonly int _stride;
    private readonly long _step;
    private readonly long _remainder;
    private long _carried;

    public Schedule(LoadShape shape, long startNs, long first, int stride)
    {
        _shape = shape;
        _startNs = startNs;
        _stride = stride;
        Message = first;
        DueNs = startNs + shape.DueNs(first);
        if (shape.RatePerSecond > 0)
        {
            _step = stride * LoadShape.SecondNs / shape.RatePerSecond;
            _remainder = stride * LoadShape.SecondNs % shape.RatePerSecond;
            _carried = first % shape.RatePerSecond * LoadShape.SecondNs % shape.RatePerSecond;
        }
    }

    /// <summary>The next message's number in the load.</summary>
    public long Message { get; private set; }

    /// <summary>When it is due.</summary>
    public long DueNs { get; private set; }

    public void Advance()
    {
        Message += _stride;
        if (_step + _remainder == 0)
        {
            DueNs = _startNs + _shape.DueNs(Message);
            return;
        }

        // No division for each of millions of messages a second.
        DueNs += _step;
        _carried += _remainder;
        if (_carried >= _shape.RatePerSecond)
        {
            _carried -= _shape.RatePerSecond;
            DueNs++;
        }
    }
}
