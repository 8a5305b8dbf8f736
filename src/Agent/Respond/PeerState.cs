namespace TraceToll.Agent.Respond;

/// <summary>Where a connection stands.</summary>
internal enum PeerState
{
    Open,

    /// <summary>Its sender has closed it, as it may.</summary>
    Gone,

    /// <summary>Its sender did what it must not.</summary>
    Malformed,
}
