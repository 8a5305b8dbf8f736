using System.Text;
using System.Text.RegularExpressions;

namespace TraceToll.Agent.Trace;

/// <summary>Counts the lines of a log, one after the other. A line may be anything, broken UTF-8 included.</summary>
internal sealed class LogCounter(Regex? form, long from, long to)
{
    private const int SampleLines = 5;
    private const int SampleCharacters = 512;

    private readonly List<string> _sample = [];
    private readonly List<string> _malformedSample = [];
    private char[] _characters = new char[1024];
    private long _notTheScripts;
    private long _lines;
    private long _linesBetween;
    private long _malformed;
    private long _lost;
    private long _lostInAll;

    /// <summary>Counts one line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="start">Where it starts in the log.</param>
    /// <param name="end">Where the next line starts.</param>
    /// <param name="whole">Whether it came with its end and was not cut for its length; if not it is malformed.</param>
    public void Count(ReadOnlySpan<byte> line, long start, long end, bool whole)
    {
        // bpftrace ends its output with an empty line or two.
        if (line.IsEmpty || TracerWords.IsAttachment(line) || IsLoss(line))
        {
            _notTheScripts += end - start;
            return;
        }

        _lines++;
        if (start >= from && end <= to)
        {
            _linesBetween++;
        }

        Keep(_sample, line);
        if (form is not null && !(whole && HasForm(line)))
        {
            _malformed++;
            Keep(_malformedSample, line);
        }
    }

    /// <summary>What was counted in a log of this many bytes.</summary>
    public LogSummary Summary(long length) => new()
    {
        Bytes = length - _notTheScripts,
        Lines = _lines,
        LinesBetween = _linesBetween,
        MalformedLines = _malformed,
        MalformedSample = _malformedSample,
        Sample = _sample,
        // New versions say each loss and then all of them; either may be missing.
        LostEvents = Math.Max(_lost, _lostInAll),
    };

    private bool IsLoss(ReadOnlySpan<byte> line)
    {
        if (TracerWords.IsLoss(line, out var lost))
        {
            _lost += lost;
            return true;
        }

        if (TracerWords.IsTotalLoss(line, out var all))
        {
            _lostInAll = all;
            return true;
        }

        return false;
    }

    private bool HasForm(ReadOnlySpan<byte> line)
    {
        if (_characters.Length < line.Length)
        {
            _characters = new char[Math.Max(line.Length, 2 * _characters.Length)];
        }

        return form!.IsMatch(_characters.AsSpan(0, Encoding.UTF8.GetChars(line, _characters)));
    }

    private static void Keep(List<string> sample, ReadOnlySpan<byte> line)
    {
        if (sample.Count < SampleLines)
        {
            sample.Add(Encoding.UTF8.GetString(line[..Math.Min(line.Length, SampleCharacters)]));
        }
    }
}
