namespace TraceToll.Protocol;

/// <summary>From <c>send</c>, its last event: all of the connection, warm-up and the time between slices included.</summary>
/// <param name="Messages">Messages sent.</param>
/// <param name="RepliesExpected">Messages that asked for a reply.</param>
/// <param name="Replies">Replies received.</param>
/// <param name="OutOfOrder">Replies that came in another order than they were asked for.</param>
/// <param name="AchievedRate">Messages a second from the first send to the last.</param>
/// <param name="MeasuringCpu">The CPU that the measuring thread was pinned to; -1 when it was not.</param>
public sealed record SendTotals(long Messages, long RepliesExpected, long Replies, long OutOfOrder, double AchievedRate, int MeasuringCpu) : AgentEvent;

/// <summary>From <c>respond</c>, its last event.</summary>
/// <param name="Connections">Peers that passed the handshake.</param>
/// <param name="Refused">Peers without the token, or that said nothing in time.</param>
/// <param name="Malformed">Connections closed for a malformed or oversized frame, or a sequence out of order.</param>
/// <param name="Messages">Messages received.</param>
/// <param name="Replies">Replies sent.</param>
public sealed record RespondTotals(long Connections, long Refused, long Malformed, long Messages, long Replies) : AgentEvent;
