using System.CommandLine;
using TraceToll.Agent.Wire;

namespace TraceToll.Agent.Send;

internal static class SendVerb
{
    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var to = LoadOptions.Endpoint("--to", "Where the responder listens");
        to.Required = true;
        var rate = Number("--rate", "Messages a second", 20_000, 1, 20_000_000);
        var bytes = Number("--bytes", "Bytes of a message on the wire, its header of 24 included", 4_016, FrameHeader.Size, FrameHeader.LongestFrame);
        var replyEvery = Number("--reply-every", "Ask for a reply to message 0 and every n-th after it", 32, 1, 1_000_000);
        var messages = Number("--messages", "End after so many messages (0: when told)", 0L, 0L, 1_000_000_000_000L);
        var warmUp = Number("--warm-up-replies", "Replies that no slice may hold", 0L, 0L, 1_000_000_000L);
        var cpu = LoadOptions.Cpu();
        var idle = LoadOptions.Idle();
        var delay = LoadOptions.Delay();
        var verb = new Command("send", "Connects to a responder and sends at a fixed rate, whatever comes back; measures round trips")
        {
            to, rate, bytes, replyEvery, messages, warmUp, cpu, idle, delay,
        };
        verb.SetAction(parsed => run(parsed, console => new Sender(console, new SendOptions(
            parsed.GetValue(to)!, parsed.GetValue(rate), parsed.GetValue(bytes), parsed.GetValue(replyEvery),
            parsed.GetValue(messages) is > 0 and var most ? most : long.MaxValue, parsed.GetValue(warmUp), parsed.GetValue(cpu),
            parsed.GetValue(idle), parsed.GetValue(delay))).Run(console.WaitForStart().Token)));
        return verb;
    }

    private static Option<T> Number<T>(string name, string description, T usual, T least, T most)
        where T : System.Numerics.INumber<T>
    {
        var option = new Option<T>(name) { Description = $"{description} ({least} to {most})", DefaultValueFactory = _ => usual };
        option.Validators.Add(Check.Range(option, least, most));
        return option;
    }
}
