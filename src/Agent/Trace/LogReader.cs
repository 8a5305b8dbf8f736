using System.Text.RegularExpressions;

namespace TraceToll.Agent.Trace;

/// <summary>Reads a log of any size in pieces.</summary>
internal static class LogReader
{
    // A longer line is counted as one line, malformed, and its rest is not looked at.
    private const int LongestLine = 256 * 1024;

    public static LogSummary Read(string path, Regex? form, long from, long to)
    {
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return Read(log, form, from, to);
    }

    public static LogSummary Read(Stream log, Regex? form, long from, long to)
    {
        var counter = new LogCounter(form, from, to);
        var buffer = new byte[LongestLine];
        var kept = 0;
        var offset = 0L;
        var skipping = false;
        while (log.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
        {
            var rest = buffer.AsSpan(0, kept + read);
            while (rest.IndexOf((byte)'\n') is >= 0 and var length)
            {
                if (!skipping)
                {
                    counter.Count(rest[..length], offset, offset + length + 1, whole: true);
                }

                skipping = false;
                offset += length + 1;
                rest = rest[(length + 1)..];
            }

            if (rest.Length == buffer.Length)
            {
                if (!skipping)
                {
                    counter.Count(rest, offset, offset + rest.Length, whole: false);
                }

                skipping = true;
                offset += rest.Length;
                rest = [];
            }

            rest.CopyTo(buffer);
            kept = rest.Length;
        }

        if (kept > 0 && !skipping)
        {
            counter.Count(buffer.AsSpan(0, kept), offset, offset + kept, whole: false);
        }

        return counter.Summary(offset + kept);
    }
}
