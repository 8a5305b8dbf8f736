namespace TraceToll.Reports;

/// <summary>What a word or a figure means to a reader. A terminal has colours for it; plain text goes without.</summary>
internal enum Tone
{
    /// <summary>Nothing beyond what it says.</summary>
    Plain,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>It costs more than noise, or more than is allowed, or may not be used.</summary>
    Bad,

    /// <summary>It could not be told.</summary>
    Unsure,

    /// <summary>Not to be relied on: too few round trips.</summary>
    Faint,
}
