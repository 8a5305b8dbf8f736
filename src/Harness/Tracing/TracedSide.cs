namespace TraceToll.Tracing;

/// <summary>Which end of the connection is traced.</summary>
public enum TracedSide
{
    /// <summary>Both ends.</summary>
    Both = 0,

    /// <summary>The end that sends the load; it receives replies and acknowledgements. What the origin did.</summary>
    Sender = 1,

    /// <summary>The end that receives the load.</summary>
    Responder = 2,
}
