using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TraceToll.Agent.Wire;
using TraceToll.Protocol;

namespace TraceToll.Agent.Send;

internal static class SendVerb
{
    private static readonly TimeSpan TimelinePatience = TimeSpan.FromSeconds(30);

    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var to = LoadOptions.Endpoint("--to", "Where the responder listens");
        to.Required = true;
        var rate = LoadOptions.Number("--rate", "Messages a second", 20_000, 1, 20_000_000);
        var burst = LoadOptions.Number("--burst", "Messages that are due at once, instead of a rate; with --burst-spacing", 0, 0, 1_000_000);
        var spacing = LoadOptions.Number("--burst-spacing", "Nanoseconds from burst to burst", 0L, 0L, 60_000_000_000L);
        var timeline = OnOff("--timeline", "on: play the timeline that comes in timeline commands after the start, instead of a rate and lengths", usual: false);
        var bytes = Lengths();
        var replyBytes = LoadOptions.Number("--reply-bytes", "Bytes of a reply, its header of 24 included", FrameHeader.Size, FrameHeader.Size, FrameHeader.LongestFrame);
        var replyEvery = LoadOptions.Number("--reply-every", "Ask for a reply to every n-th message of a connection", 32, 1, 1_000_000);
        var connections = LoadOptions.Number("--connections", "Connections, which the messages take in turn", 1, 1, 1_000);
        var threads = LoadOptions.Threads();
        var messages = LoadOptions.Number("--messages", "End after so many messages (0: when told)", 0L, 0L, 1_000_000_000_000L);
        var warmUp = LoadOptions.Number("--warm-up-replies", "Replies that no slice may hold", 0L, 0L, 1_000_000_000L);
        var cpus = LoadOptions.Cpus();
        var keepOff = LoadOptions.KeepOff();
        var idle = LoadOptions.Idle();
        var priority = LoadOptions.Priority();
        var delay = LoadOptions.Delay();
        var summaries = OnOff("--summaries", "off: no 100 ms summaries and no progress while a slice is open", usual: true);
        var verb = new Command("send", "Connects to a responder and sends when messages are due, whatever comes back; measures round trips")
        {
            to, rate, burst, spacing, timeline, bytes, replyBytes, replyEvery, connections, threads, messages, warmUp, cpus, keepOff, idle, priority, delay, summaries,
        };
        verb.Validators.Add(result =>
        {
            if (Written(result, burst, usual: 0) > 0 != Written(result, spacing, usual: 0) > 0)
            {
                result.AddError("--burst and --burst-spacing go together, both above 0");
            }

            var (measuring, connected) = (Written(result, threads, usual: 1), Written(result, connections, usual: 1));
            if (measuring > 0 && connected % measuring != 0)
            {
                result.AddError($"--threads is {measuring}; allowed is what divides the {connected} connections");
            }

            if (connected > measuring && result.GetResult(idle) is { Tokens: [{ Value: "busy-poll" }] })
            {
                result.AddError("--idle is 'busy-poll', which takes a thread for each connection; make --threads as many as --connections, or spin");
            }
        });
        verb.SetAction(parsed => run(parsed, console =>
        {
            var token = console.WaitForStart().Token;
            var (least, most) = parsed.GetValue(bytes);
            return new Sender(console, new SendOptions
            {
                To = parsed.GetValue(to)!,
                Shape = parsed.GetValue(timeline) == "on" ? LoadShape.Timeline(ReadTimeline(console))
                    : parsed.GetValue(burst) is > 0 and var burstMessages ? LoadShape.Bursts(burstMessages, parsed.GetValue(spacing), least, most)
                    : LoadShape.Steady(parsed.GetValue(rate), least, most),
                ReplyEvery = parsed.GetValue(replyEvery),
                ReplyBytes = parsed.GetValue(replyBytes),
                Connections = parsed.GetValue(connections),
                Threads = parsed.GetValue(threads),
                Messages = parsed.GetValue(messages) is > 0 and var limit ? limit : long.MaxValue,
                WarmUpReplies = parsed.GetValue(warmUp),
                Cpus = parsed.GetValue(cpus)!,
                KeepOff = parsed.GetValue(keepOff)!,
                Idle = parsed.GetValue(idle),
                Priority = parsed.GetValue(priority),
                PlantedDelayNs = parsed.GetValue(delay),
                Summaries = parsed.GetValue(summaries) == "on",
            }).Run(token);
        }));
        return verb;
    }

    // What a validator asks for has no default value yet, and may be no number.
    private static long Written(CommandResult result, Option option, long usual) =>
        result.GetResult(option) is { Tokens: [var token] } && long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;

    private static List<TimelinePart> ReadTimeline(AgentConsole console)
    {
        List<TimelinePart> parts = [];
        do
        {
            parts.Add(console.WaitForCommand(TimelinePatience) as TimelinePart
                ?? throw new AgentFailure("no timeline came after the start", "send timeline commands, the last of them with \"last\":true", AgentFailure.Usage));
        }
        while (!parts[^1].Last);
        return parts;
    }

    private static Option<(int Least, int Most)> Lengths() => new("--bytes")
    {
        Description = $"Bytes of a message on the wire, its header of 24 included; N-N: each of these lengths as often ({FrameHeader.Size} to {FrameHeader.LongestFrame})",
        DefaultValueFactory = _ => (4_016, 4_016),
        HelpName = "N|N-N",
        CustomParser = ParseLengths,
    };

    private static (int, int) ParseLengths(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var ends = text.Split('-').Select(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0).ToList();
        if (ends.Count <= 2 && ends.TrueForAll(bytes => bytes is >= FrameHeader.Size and <= FrameHeader.LongestFrame) && ends[0] <= ends[^1])
        {
            return (ends[0], ends[^1]);
        }

        result.AddError($"--bytes is {text}; allowed are {FrameHeader.Size} to {FrameHeader.LongestFrame}, or two of them as 64-4016");
        return default;
    }

    // Not a bool: the parser would take one without a word behind it.
    private static Option<string> OnOff(string name, string description, bool usual)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual ? "on" : "off", HelpName = "on|off" };
        option.AcceptOnlyFromAmong("on", "off");
        return option;
    }
}
