namespace TraceToll.GitHub.Nights;

/// <summary>What a test of the suite said of its row.</summary>
internal enum RowKind
{
    /// <summary>Not above what is allowed.</summary>
    Within,

    /// <summary>Better than what is approved.</summary>
    Improved,

    /// <summary>Neither could be shown.</summary>
    Inconclusive,

    /// <summary>Above what is allowed.</summary>
    Regressed,

    /// <summary>The rig, a host or the tracer failed.</summary>
    Invalid,

    /// <summary>There is no baseline.</summary>
    Missing,

    /// <summary>The baseline was taken elsewhere, or of something else.</summary>
    Incomparable,
}
