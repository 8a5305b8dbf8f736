using System.Buffers.Text;

namespace TraceToll.Agent.Trace;

/// <summary>bpftrace's own lines. Old versions write them to standard output, among the script's; new ones to standard error.</summary>
internal static class TracerWords
{
    // 0.17: "Attaching 1 probe..."; 0.24: "Attached 1 probe".
    public static bool IsAttachment(ReadOnlySpan<byte> line)
    {
        if (!Skip(ref line, "Attaching "u8) && !Skip(ref line, "Attached "u8))
        {
            return false;
        }

        return SkipNumber(ref line, out _) && (line.SequenceEqual(" probe"u8) || line.SequenceEqual(" probes"u8)
            || line.SequenceEqual(" probe..."u8) || line.SequenceEqual(" probes..."u8));
    }

    /// <summary>Events lost since the last such line: "Lost 12 events".</summary>
    public static bool IsLoss(ReadOnlySpan<byte> line, out long events)
    {
        events = 0;
        return Skip(ref line, "Lost "u8) && SkipNumber(ref line, out events) && line.SequenceEqual(" events"u8);
    }

    /// <summary>Events lost in all, which new versions say at the end: "WARNING: Total lost event count: 12".</summary>
    public static bool IsTotalLoss(ReadOnlySpan<byte> line, out long events)
    {
        var words = "Total lost event count: "u8;
        var at = line.IndexOf(words);
        events = 0;
        return at >= 0 && Utf8Parser.TryParse(line[(at + words.Length)..], out events, out _);
    }

    private static bool Skip(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> words)
    {
        if (!line.StartsWith(words))
        {
            return false;
        }

        line = line[words.Length..];
        return true;
    }

    private static bool SkipNumber(ref ReadOnlySpan<byte> line, out long number)
    {
        if (!Utf8Parser.TryParse(line, out number, out var digits))
        {
            return false;
        }

        line = line[digits..];
        return true;
    }
}
