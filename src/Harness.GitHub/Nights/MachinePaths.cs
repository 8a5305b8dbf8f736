namespace TraceToll.GitHub.Nights;

/// <summary>Paths of the machine that measured: they say nothing to who reads them elsewhere, and are nobody's business there.</summary>
internal static class MachinePaths
{
    /// <summary>The text with what lies in the checkout named by its place in it.</summary>
    public static string Remove(string text, string checkout) =>
        text.Replace(Path.TrimEndingDirectorySeparator(checkout) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
