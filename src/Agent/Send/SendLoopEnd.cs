namespace TraceToll.Agent.Send;

/// <summary>Why the measuring loop ended.</summary>
internal enum SendLoopEnd
{
    Stopped,
    AllSent,
    ConnectionLost,
    PeerSilent,
    MalformedReply,
    OutOfOrder,
    TooManyOutstanding,
}
