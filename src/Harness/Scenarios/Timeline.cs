namespace TraceToll.Scenarios;

/// <summary>What a scenario keeps of the timeline that it plays: enough to know the file again, not its messages.</summary>
public sealed record Timeline
{
    private const int ShownDigits = 12;

    /// <summary>The file, as a full path.</summary>
    public required string Path { get; init; }

    /// <summary>The SHA-256 of its content, in small hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its messages, 2 to 5,000,000.</summary>
    public required int Messages { get; init; }

    /// <summary>After how many ns from its start it begins again.</summary>
    public required long PeriodNs { get; init; }

    /// <summary>What names and reports call it: the file's name without what follows its last dot; letters, digits, dots and dashes.</summary>
    internal string Name => string.Concat(
        System.IO.Path.GetFileNameWithoutExtension(Path).Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '-'));

    /// <summary>The first digits of <see cref="Sha256"/>, by which texts tell two files of one name apart.</summary>
    internal string ShortHash => Sha256[..Math.Min(ShownDigits, Sha256.Length)];

    /// <summary>Messages a second on average, which need not be whole.</summary>
    internal double Rate => Messages * 1e9 / PeriodNs;

    /// <summary>A file and its hash, as <c>FILE@HASH</c> or <c>FILE</c> says it.</summary>
    internal static (string File, string? Hash) Split(string text)
    {
        var at = text.LastIndexOf('@');
        var hash = at < 0 ? "" : text[(at + 1)..];
        return hash.Length == ShownDigits && hash.All(char.IsAsciiHexDigitLower) ? (text[..at], hash) : (text, null);
    }
}
