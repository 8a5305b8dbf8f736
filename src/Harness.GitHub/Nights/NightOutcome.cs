namespace TraceToll.GitHub.Nights;

/// <summary>What is to be said of a night.</summary>
internal enum NightOutcome
{
    /// <summary>Something was judged, and nothing regressed twice.</summary>
    Good,

    /// <summary>A row regressed in both sessions.</summary>
    Regressed,

    /// <summary>It failed in part or in all; whatever it found besides.</summary>
    Failed,
}
