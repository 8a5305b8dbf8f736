namespace TraceToll.Protocol;

/// <summary>From <c>send</c>: a slice is over and its last reply is in, or its deadline has passed. Times are ns.</summary>
public sealed record SliceMeasured : AgentEvent
{
    /// <summary>The slice's name.</summary>
    public required string Slice { get; init; }

    /// <summary>When the first message was due, ns since 1970-01-01 UTC by the sender's clock.</summary>
    public required long StartUnixNs { get; init; }

    /// <summary>From the due time of the first message to the due time of the first message after the slice.</summary>
    public required long DurationNs { get; init; }

    /// <summary>The first message of the slice.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>The first message after it.</summary>
    public required long EndSequence { get; init; }

    /// <summary>Messages that asked for a reply.</summary>
    public required long RepliesExpected { get; init; }

    /// <summary>Replies that came.</summary>
    public required long Replies { get; init; }

    /// <summary>Replies in the slice with another sequence than the one that had to come next.</summary>
    public required long OutOfOrder { get; init; }

    /// <summary>Samples lost between the measuring thread and the recorder, because the recorder was starved. Not 0: invalid.</summary>
    public required long SamplesDropped { get; init; }

    /// <summary>Messages a second, by the times of the actual sends.</summary>
    public required double AchievedRate { get; init; }

    /// <summary>
    /// How far behind its schedule the sender stayed in the slice's last 100 to 200 ms: the least lag there. A stall is made up for; a
    /// rate that cannot be held is not.
    /// </summary>
    public required long LagAtEndNs { get; init; }

    /// <summary>Round trips from due time: compressed HdrHistogram (V2), base64.</summary>
    public required string FromDue { get; init; }

    /// <summary>Round trips from actual send time: compressed HdrHistogram (V2), base64.</summary>
    public required string FromSend { get; init; }

    /// <summary>Actual send time minus due time: compressed HdrHistogram (V2), base64.</summary>
    public required string SendLag { get; init; }

    /// <summary>
    /// How long each turn of the measuring loops took, ns, to an eighth: compressed HdrHistogram (V2), base64. Null in recordings of
    /// versions that did not keep it.
    /// </summary>
    public string? LoopGaps { get; init; }

    /// <summary>Mean round trip from due time, unrounded.</summary>
    public required double MeanFromDueNs { get; init; }

    /// <summary>100 ms summaries, in order of due time.</summary>
    public required IReadOnlyList<IntervalSummary> Intervals { get; init; }

    /// <summary>What else happened on the sender's host meanwhile.</summary>
    public required Witness Witness { get; init; }
}
