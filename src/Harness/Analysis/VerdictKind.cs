namespace TraceToll.Analysis;

/// <summary>What can be said of a cost.</summary>
public enum VerdictKind
{
    /// <summary>Shown to be no more than is allowed.</summary>
    Within,

    /// <summary>Within, and shown to be faster than what it is compared with, by more than the tolerance.</summary>
    Improved,

    /// <summary>Neither could be shown; more blocks may.</summary>
    Inconclusive,

    /// <summary>Shown to be more than is allowed.</summary>
    Regressed,

    /// <summary>The rig, a host or the tracer failed, so that nothing can be said.</summary>
    Invalid,
}
