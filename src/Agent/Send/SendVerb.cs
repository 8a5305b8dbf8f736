using System.CommandLine;

namespace TraceToll.Agent.Send;

internal static class SendVerb
{
    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var verb = new Command("send", "Says what this host is and what can be traced on it, once, and ends");
        verb.SetAction(parsed => run(parsed, _ => throw new AgentFailure("send", "later")));
        return verb;
    }
}
