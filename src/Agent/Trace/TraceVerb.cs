using System.CommandLine;

namespace TraceToll.Agent.Trace;

internal static class TraceVerb
{
    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var verb = new Command("trace", "Says what this host is and what can be traced on it, once, and ends");
        verb.SetAction(parsed => run(parsed, _ => throw new AgentFailure("trace", "later")));
        return verb;
    }
}
