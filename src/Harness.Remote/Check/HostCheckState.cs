namespace TraceToll.Remote;

/// <summary>How a check came out.</summary>
public enum HostCheckState
{
    /// <summary>As a run needs it.</summary>
    Good,

    /// <summary>A run does without it, and does less.</summary>
    Without,

    /// <summary>A run fails.</summary>
    Failed,
}
