namespace TraceToll.Reports;

/// <summary>Words as a shell takes them.</summary>
internal static class Shell
{
    private const string Plain = "-_./,=:%";

    /// <summary>Quoted where it has to be.</summary>
    public static string Word(string word) => word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
