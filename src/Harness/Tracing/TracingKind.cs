namespace TraceToll.Tracing;

/// <summary>The kinds of tracing mode.</summary>
public enum TracingKind
{
    /// <summary>No tracer.</summary>
    Off,

    /// <summary>Attached; its filter passes nothing.</summary>
    Idle,

    /// <summary>Attached; a log line for every packet.</summary>
    LogEverything,

    /// <summary>A script of the user's.</summary>
    Script,

    /// <summary>No tracer; the load is delayed on purpose.</summary>
    Planted,
}
