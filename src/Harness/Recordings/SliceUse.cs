namespace TraceToll.Recordings;

/// <summary>What a slice is for.</summary>
public enum SliceUse
{
    /// <summary>Its percentiles are compared.</summary>
    Compared,

    /// <summary>
    /// The kernel counted program runs all through it, which costs something on every run: a witness of what the tracer did, its
    /// percentiles are compared with nothing.
    /// </summary>
    Counted,
}
