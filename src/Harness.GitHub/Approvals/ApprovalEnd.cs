namespace TraceToll.GitHub.Approvals;

/// <summary>What became of a comment.</summary>
internal enum ApprovalEnd
{
    /// <summary>It asks for nothing.</summary>
    Ignored,

    /// <summary>The baseline is approved, and pushed.</summary>
    Approved,

    /// <summary>Nothing was approved, and the reply says why.</summary>
    Refused,
}
