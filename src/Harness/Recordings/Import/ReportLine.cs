using System.Buffers;
using System.Globalization;

namespace TraceToll.Recordings.Import;

/// <summary>One line of a report, read from left to right. What does not fit is an error that names its column.</summary>
internal sealed class ReportLine(string file, int number, string text)
{
    private const int LongestShown = 60;

    private static readonly SearchValues<char> EndsOfWord = SearchValues.Create(" \t|,;");

    private int _at;

    public int Number => number;

    public string Text => text;

    public string Place => string.Create(CultureInfo.InvariantCulture, $"{file}, line {number}");

    public void SkipTo(string words) => _at = Math.Max(_at, text.IndexOf(words, StringComparison.Ordinal));

    /// <summary>Reads these words, after any spaces.</summary>
    /// <exception cref="InvalidRecordingException">Something else is there.</exception>
    public void Read(string words, string? expected = null)
    {
        if (!TryRead(words))
        {
            throw Unexpected(expected ?? $"'{words}'", _at);
        }
    }

    public bool TryRead(string words)
    {
        SkipSpaces();
        var found = text.AsSpan(_at).StartsWith(words, StringComparison.Ordinal);
        _at += found ? words.Length : 0;
        return found;
    }

    /// <summary>Reads up to the next space, bar, comma or semicolon.</summary>
    public string ReadWord(string expected)
    {
        SkipSpaces();
        var length = text.AsSpan(_at).IndexOfAny(EndsOfWord);
        var word = length < 0 ? text[_at..] : text.Substring(_at, length);
        if (word.Length == 0)
        {
            throw Unexpected(expected, _at);
        }

        _at += word.Length;
        return word;
    }

    /// <summary>Reads a whole number in this range, and tells where it stands.</summary>
    public (long Value, int At) ReadNumber(string expected, long least = 0, long most = long.MaxValue)
    {
        var word = ReadWord(expected);
        var at = _at - word.Length;
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? (value, at)
            : throw Unexpected(expected, at, Quoted(word));
    }

    public void ReadEnd(string expected)
    {
        SkipSpaces();
        if (_at < text.Length)
        {
            throw Unexpected(expected, _at);
        }
    }

    /// <summary>The error that says what had to be where reading stands.</summary>
    public InvalidRecordingException Unexpected(string expected)
    {
        SkipSpaces();
        return Unexpected(expected, _at);
    }

    public InvalidRecordingException Unexpected(string expected, int at) => Unexpected(expected, at, Shown(text[at..]));

    /// <summary>A file of any kind may be named by mistake; what is shown of it must not flood or command the terminal.</summary>
    public static string Quoted(string words)
    {
        var shown = words.Length > LongestShown ? words[..LongestShown] + "..." : words;
        return $"'{string.Concat(shown.Select(character => char.IsControl(character) ? '?' : character))}'";
    }

    private InvalidRecordingException Unexpected(string expected, int at, string found) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Place}, column {at + 1}: expected {expected}, found {found}"));

    private void SkipSpaces()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private static string Shown(string rest)
    {
        // What stands in the next cell, or the bar before it.
        var cell = rest.StartsWith('|') ? "|" : rest.Split('|')[0].TrimEnd();
        return cell.Length == 0 ? "the end of the line" : Quoted(cell);
    }
}
