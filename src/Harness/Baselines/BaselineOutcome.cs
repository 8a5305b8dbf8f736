namespace TraceToll.Baselines;

/// <summary>What comes of holding a session against a baseline.</summary>
public enum BaselineOutcome
{
    /// <summary>Nothing is approved yet.</summary>
    Missing,

    /// <summary>What is approved was measured elsewhere, or otherwise.</summary>
    Incomparable,

    /// <summary>Shown to cost no more than what is approved, but for the tolerance.</summary>
    Within,

    /// <summary>Within, and shown to cost less by more than the tolerance.</summary>
    Improved,

    /// <summary>Neither could be shown; more blocks may.</summary>
    Inconclusive,

    /// <summary>Shown to cost more than what is approved, by more than the tolerance.</summary>
    Regressed,

    /// <summary>The rig, a host or the tracer failed, so that nothing can be said.</summary>
    Invalid,
}
