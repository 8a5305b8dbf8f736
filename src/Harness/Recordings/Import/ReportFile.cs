using System.Text.RegularExpressions;

namespace TraceToll.Recordings.Import;

/// <summary>A report that is to be imported.</summary>
/// <param name="Path">The file.</param>
/// <param name="Mode">The mode of all its tables; null: what the nearest heading above a table says.</param>
public sealed partial record ReportFile(string Path, string? Mode = null)
{
    /// <summary>
    /// Reads <c>FILE</c> or <c>MODE=FILE</c>. A mode is of letters, digits, dots and dashes, so that a file with = in its name can be
    /// written <c>./a=b.md</c>.
    /// </summary>
    /// <exception cref="FormatException">What is before = is no mode, or there is no file.</exception>
    public static ReportFile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var mode = equals < 0 ? "" : text[..equals];
        if (text.Length == 0 || equals == text.Length - 1)
        {
            throw new FormatException($"'{text}' names no file; write FILE or MODE=FILE");
        }

        return equals < 0 || mode.Contains('/', StringComparison.Ordinal) ? new ReportFile(text)
            : ModeName().IsMatch(mode) ? new ReportFile(text[(equals + 1)..], mode)
            : throw new FormatException($"'{mode}' in '{text}' is no mode; a mode's name has letters, digits, dots and dashes. For a file with = in its name write ./{text}");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]*\z")]
    private static partial Regex ModeName();
}
