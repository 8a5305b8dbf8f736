using System.Globalization;

namespace TraceToll.Recordings.Import;

/// <summary>The lines of a report that are not blank, one after the other, whatever ends them.</summary>
internal sealed class ReportLines(string file, string text)
{
    private int _next;
    private int _number;
    private ReportLine? _last;

    /// <summary>The next line; null after the last.</summary>
    public ReportLine? Next()
    {
        while (_next <= text.Length)
        {
            var end = text.IndexOf('\n', _next);
            end = end < 0 ? text.Length : end;
            _last = new ReportLine(file, ++_number, text[_next..end].TrimEnd('\r'));
            _next = end + 1;
            if (!string.IsNullOrWhiteSpace(_last.Text))
            {
                return _last;
            }
        }

        return null;
    }

    /// <summary>The next line, where there has to be one.</summary>
    /// <exception cref="InvalidRecordingException">There is none.</exception>
    public ReportLine Next(string expected) => Next() ?? throw new InvalidRecordingException(string.Create(CultureInfo.InvariantCulture,
        $"{_last!.Place}, column {_last.Text.Length + 1}: expected {expected}, found the end of the file"));
}
