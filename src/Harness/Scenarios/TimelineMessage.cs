namespace TraceToll.Scenarios;

/// <summary>A message of a timeline.</summary>
/// <param name="DueNs">When it is due, ns from the timeline's start: 0 or more, never less than the one before.</param>
/// <param name="Bytes">Its length on the wire, header included: 24 to 1,048,576.</param>
public readonly record struct TimelineMessage(long DueNs, int Bytes);
