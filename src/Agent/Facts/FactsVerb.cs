using System.CommandLine;

namespace TraceToll.Agent.Facts;

internal static class FactsVerb
{
    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var verb = new Command("facts", "Says what this host is and what can be traced on it, once, and ends");
        verb.SetAction(parsed => run(parsed, _ => throw new AgentFailure("facts", "later")));
        return verb;
    }
}
