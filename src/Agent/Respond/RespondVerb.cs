using System.CommandLine;
using System.Net;

namespace TraceToll.Agent.Respond;

internal static class RespondVerb
{
    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var listen = LoadOptions.Endpoint("--listen", "Where to listen; port 0 takes a free one");
        listen.DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, 0);
        var threads = LoadOptions.Threads();
        var cpus = LoadOptions.Cpus();
        var keepOff = LoadOptions.KeepOff();
        var idle = LoadOptions.Idle();
        var priority = LoadOptions.Priority();
        var delay = LoadOptions.Delay();
        var verb = new Command("respond", "Listens, and answers the messages of senders that have the run's token: every n-th, as the sender asks")
        {
            listen, threads, cpus, keepOff, idle, priority, delay,
        };
        verb.SetAction(parsed => run(parsed, console => new Responder(console, new RespondOptions(
            parsed.GetValue(listen)!, parsed.GetValue(threads), parsed.GetValue(cpus)!, parsed.GetValue(keepOff)!, parsed.GetValue(idle),
            parsed.GetValue(priority), parsed.GetValue(delay))).Run(console.WaitForStart().Token)));
        return verb;
    }
}
