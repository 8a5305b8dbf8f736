namespace TraceToll.GitHub.Remote;

/// <summary>How a push ended that was not refused.</summary>
internal enum Push
{
    /// <summary>The remote has it.</summary>
    Done,

    /// <summary>Somebody else has pushed to the branch meanwhile; the remote is as it was.</summary>
    Moved,
}
