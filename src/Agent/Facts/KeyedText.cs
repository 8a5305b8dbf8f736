namespace TraceToll.Agent.Facts;

/// <summary>Texts of one <c>name: value</c> or <c>name=value</c> a line, as /proc and /etc have them.</summary>
internal static class KeyedText
{
    /// <summary>The value behind the first line of this name, without quotes and blanks; null when there is none.</summary>
    public static string? Value(string? text, string name, char separator)
    {
        foreach (var line in (text ?? "").AsSpan().EnumerateLines())
        {
            var at = line.IndexOf(separator);
            if (at > 0 && line[..at].Trim().SequenceEqual(name))
            {
                var value = line[(at + 1)..].Trim().Trim('"');
                return value.IsEmpty ? null : value.ToString();
            }
        }

        return null;
    }
}
