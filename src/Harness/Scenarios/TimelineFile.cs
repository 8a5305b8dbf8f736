using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TraceToll.Scenarios;

/// <summary>
/// The messages of a timeline, as a CSV file has them: a line <c>ns,bytes</c>, then a line a message with its due time (ns from the
/// start, never decreasing) and its length (bytes, header included). 2 to 5,000,000 messages.
/// </summary>
public sealed class TimelineFile
{
    /// <summary>The most messages that a timeline may have.</summary>
    public const int MostMessages = 5_000_000;

    private const int FewestMessages = 2;
    private const long MostFileBytes = 256 << 20;

    // Such a last message is due after eleven days; sums of it and a gap do not overflow.
    private const long LatestNs = 1_000_000_000_000_000;

    private static readonly byte[] Header = "ns,bytes"u8.ToArray();

    private TimelineFile(string path, string sha256, IReadOnlyList<TimelineMessage> messages)
    {
        Path = path;
        Sha256 = sha256;
        Messages = messages;
    }

    /// <summary>The file, as a full path.</summary>
    public string Path { get; }

    /// <summary>The SHA-256 of its content, in small hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The messages, in the order of their due times.</summary>
    public IReadOnlyList<TimelineMessage> Messages { get; }

    /// <summary>After how many ns from its start it begins again: the average gap after the last message, at least 1 ns.</summary>
    public long PeriodNs => Messages[^1].DueNs + Math.Max(1, Messages[^1].DueNs / (Messages.Count - 1));

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is missing, unreadable or no timeline; says which line is wrong, and what is allowed there.</exception>
    public static TimelineFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var content = ReadBytes(path);
        List<TimelineMessage> messages = [];
        var number = 0;
        for (ReadOnlySpan<byte> rest = content.AsSpan(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0); rest.Length > 0;)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (++number > 1)
            {
                messages.Add(ReadMessage(line, path, number, messages.Count > 0 ? messages[^1].DueNs : 0));
            }
            else if (!line.SequenceEqual(Header))
            {
                throw new FormatException($"{path}, line 1 is '{Shown(line)}'; it has to be 'ns,bytes'");
            }
        }

        return messages.Count is >= FewestMessages and <= MostMessages
            ? new TimelineFile(System.IO.Path.GetFullPath(path), Convert.ToHexStringLower(SHA256.HashData(content)), messages)
            : throw new FormatException(Text($"{path} has {messages.Count} messages; a timeline has {FewestMessages} to {MostMessages}"));
    }

    /// <summary>Writes a new file.</summary>
    /// <exception cref="ArgumentException">The messages are no timeline.</exception>
    /// <exception cref="IOException">There is such a file, or it cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<TimelineMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        for (var i = 0; i < messages.Count; i++)
        {
            var (dueNs, bytes) = messages[i];
            if (dueNs < (i > 0 ? messages[i - 1].DueNs : 0) || dueNs > LatestNs || bytes is < Scenario.LeastBytes or > Scenario.MostBytes)
            {
                throw new ArgumentException(Text($"message {i} of the timeline is due at {dueNs} ns and has {bytes} bytes, which is out of order or out of range"));
            }
        }

        using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write)) { NewLine = "\n" };
        writer.WriteLine(Encoding.ASCII.GetString(Header));
        foreach (var (dueNs, bytes) in messages)
        {
            writer.WriteLine(Text($"{dueNs},{bytes}"));
        }
    }

    private static TimelineMessage ReadMessage(ReadOnlySpan<byte> line, string path, int number, long leastNs)
    {
        var comma = line.IndexOf((byte)',');
        if (comma < 0)
        {
            throw new FormatException(Text($"{path}, line {number} is '{Shown(line)}'; allowed is a due time in ns and a length in bytes, such as 50000,4016"));
        }

        return new TimelineMessage(
            Number(line[..comma], leastNs, LatestNs, leastNs == 0 ? "as a due time" : "as a due time after the line before"),
            (int)Number(line[(comma + 1)..], Scenario.LeastBytes, Scenario.MostBytes, "as a length"));

        // Digits alone: the parser itself would take a sign too.
        long Number(ReadOnlySpan<byte> word, long least, long most, string what) =>
            !word.ContainsAnyExceptInRange((byte)'0', (byte)'9') && Utf8Parser.TryParse(word, out long value, out var read) && read == word.Length && value >= least && value <= most
                ? value
                : throw new FormatException(Text($"{path}, line {number} has '{Shown(word)}' {what}; allowed are whole numbers from {least} to {most}"));
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return !File.Exists(path) ? throw new FormatException($"there is no timeline {path}; name a CSV file, or make one with 'tracetoll timeline'")
                : new FileInfo(path).Length > MostFileBytes ? throw new FormatException(Text($"{path} is larger than {MostFileBytes >> 20} MiB, which no timeline is; name a timeline"))
                : File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"the timeline {path} cannot be read: {unreadable.Message}");
        }
    }

    // What is shown of a wrong file must not flood or command the terminal.
    private static string Shown(ReadOnlySpan<byte> words) => string.Concat(
        Encoding.UTF8.GetString(words[..Math.Min(words.Length, 40)]).Select(character => char.IsControl(character) ? '?' : character)) + (words.Length > 40 ? "..." : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
