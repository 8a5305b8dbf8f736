using System.CommandLine;
using TraceToll.Protocol;

namespace TraceToll.Agent.Link;

/// <summary>
/// <c>link</c>: notices that the harness is out of reach. A network that is cut closes nothing, so the other agents on this host would
/// wait for hours; when this one hears no ping, it ends the SSH server's process that holds all their inputs, where it can see that one.
/// </summary>
internal static class LinkVerb
{
    private static readonly Option<int> Silence = new("--silence")
    {
        Description = "Seconds without a ping after which the connection is ended (1 to 600)",
        DefaultValueFactory = _ => 9,
    };

    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        Silence.Validators.Add(Check.Range(Silence, 1, 600));
        var verb = new Command("link", "Answers pings; when none comes, ends the SSH connection that it was started over, and with it the agents of that connection") { Silence };
        verb.SetAction(parsed => run(parsed, console => Answer(console, TimeSpan.FromSeconds(parsed.GetValue(Silence)))));
        return verb;
    }

    private static int Answer(AgentConsole console, TimeSpan silence)
    {
        var server = SshServer.Find();
        while (true)
        {
            switch (console.WaitForCommand(silence))
            {
                case Ping ping:
                    console.Say(new Pong(ping.Number));
                    break;
                case Finish:
                    return 0;
                case null:
                    server?.End();
                    throw new AgentFailure($"no ping came for {silence.TotalSeconds} s", "look at the network between the harness and this host");
                case var other:
                    throw new AgentFailure($"'{other.GetType().Name}' makes no sense to a link", "send it pings, and finish when the work is over", AgentFailure.Usage);
            }
        }
    }
}
