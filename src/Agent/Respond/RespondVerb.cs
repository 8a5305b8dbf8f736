using System.CommandLine;

namespace TraceToll.Agent.Respond;

internal static class RespondVerb
{
    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var verb = new Command("respond", "Says what this host is and what can be traced on it, once, and ends");
        verb.SetAction(parsed => run(parsed, _ => throw new AgentFailure("respond", "later")));
        return verb;
    }
}
