using System.Globalization;
using System.Text.RegularExpressions;
using TraceToll.Scenarios;

namespace TraceToll.Recordings.Import;

/// <summary>The load that a line of a report tells of: the origin's scenario line, or the load line of our own reports.</summary>
/// <param name="Scenario">What both kinds tell.</param>
/// <param name="Words">All that was told of the load; two that differ are two loads. Host and port are no part of it.</param>
/// <param name="Place">The file and the line.</param>
internal sealed partial record ReportedLoad(Scenario Scenario, string Words, string Place)
{
    private const string Name = "imported";

    // Of the origin's messages: 4 of options, 8 of timestamp, 4 of correlation id.
    private const int OriginHeaderBytes = 16;

    private const int UsualReplyBytes = 24;

    /// <summary>The load of this line; null when it tells of none.</summary>
    /// <exception cref="InvalidRecordingException">It begins to, and does not end.</exception>
    public static ReportedLoad? Of(ReportLine line) =>
        OriginLine().IsMatch(line.Text) ? ReadOrigin(line) : OurLine().IsMatch(line.Text) ? ReadOurs(line) : null;

    private static ReportedLoad ReadOrigin(ReportLine line)
    {
        line.SkipTo("remoteHost");
        line.Read("remoteHost");
        line.ReadWord("a host");
        Number(", remotePort", "a port", 0, ushort.MaxValue);
        var rate = Number(", sendingRatePerSecond", "messages a second, 1 or more", 1);
        var warmUp = Number(", skippedWarmUpResponses", "a number of replies");
        var messages = Number(", messagesSent", "a number of messages");
        var replies = Number(",", "a number of replies");
        var replyEvery = Number("expected responses with a response rate 1 for", "a number of messages, 1 or more", 1);
        Words(", use buffers:");
        var buffers = line.TryRead("true");
        if (!buffers)
        {
            line.Read("false", "true or false");
        }

        var bytes = Number(", extra data", "bytes", 0, int.MaxValue - OriginHeaderBytes) + OriginHeaderBytes;
        Words("bytes");
        return Create(line, rate, bytes, replyEvery, string.Create(CultureInfo.InvariantCulture,
            $", {messages} messages, {replies} replies expected, {warmUp} of them warm-up, {(buffers ? "with" : "without")} buffers"));

        int Number(string words, string expected, int least = 0, int most = int.MaxValue)
        {
            Words(words);
            return (int)line.ReadNumber(expected, least, most).Value;
        }

        void Words(string words)
        {
            // The origin writes a space before one of its commas.
            if (words.StartsWith(','))
            {
                line.Read(",");
            }

            line.Read(words.TrimStart(',', ' '));
        }
    }

    private static ReportedLoad ReadOurs(ReportLine line)
    {
        line.Read("Load");
        if (line.TryRead("bursts of") || line.TryRead("the timeline"))
        {
            throw new InvalidRecordingException($"{line.Place}: the load comes in bursts or by a timeline, of which a report does not tell enough; import reports of a steady rate, or take the recording");
        }

        var rate = Number("messages a second, 1 or more", 1);
        line.Read("messages a second of");
        var bytes = Number("bytes");
        int? longest = line.TryRead("to") ? Number("bytes, no fewer than the shortest message", bytes) : null;
        line.Read("bytes, 1 reply of");
        var replyBytes = Number("bytes");
        line.Read("bytes for");
        var replyEvery = Number("a number of messages, 1 or more", 1);
        var (connections, threads) = line.TryRead(", on") ? ReadConnections() : (1, 1);
        var load = Create(line, rate, bytes, replyEvery, string.Create(CultureInfo.InvariantCulture,
            $"{(longest == null ? "" : $", up to {longest} bytes")}{(replyBytes == UsualReplyBytes ? "" : $", replies of {replyBytes} bytes")}{((connections, threads) == (1, 1) ? "" : $", {connections} connections from {threads} threads")}"));
        return load with
        {
            Scenario = load.Scenario with { LongestMessageBytes = longest, ReplyBytes = replyBytes, Connections = connections, SenderThreads = threads },
        };

        int Number(string expected, int least = 0) => (int)line.ReadNumber(expected, least, int.MaxValue).Value;

        (int Connections, int Threads) ReadConnections()
        {
            var number = Number("a number of connections, 1 or more", 1);
            line.Read(number == 1 ? "connection from" : "connections from");
            var threads = Number("a number of threads, 1 or more", 1);
            line.Read(threads == 1 ? "thread" : "threads");
            return (number, threads);
        }
    }

    private static ReportedLoad Create(ReportLine line, int rate, int bytes, int replyEvery, string rest) => new(
        new Scenario { Name = Name, MessagesPerSecond = rate, MessageBytes = bytes, ReplyEvery = replyEvery },
        string.Create(CultureInfo.InvariantCulture, $"{rate} messages a second of {bytes} bytes, 1 reply for {replyEvery}{rest}"),
        line.Place);

    [GeneratedRegex(@"^\W*Scenario( details)?:\s*remoteHost\s")]
    private static partial Regex OriginLine();

    [GeneratedRegex(@"^\s*Load\s+(\d+ messages a second of |bursts of \d|the timeline \S+ \()")]
    private static partial Regex OurLine();
}
