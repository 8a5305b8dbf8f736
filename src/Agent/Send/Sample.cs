namespace TraceToll.Agent.Send;

/// <summary>One round trip, by the sender's monotonic clock.</summary>
internal readonly record struct Sample(long Sequence, long DueNs, long SentNs, long ReceivedNs);
