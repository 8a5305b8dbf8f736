using System.CommandLine;

namespace TraceToll.Agent.Facts;

internal static class FactsVerb
{
    private static readonly Option<string> Bpftrace = new("--bpftrace")
    {
        Description = "The bpftrace to try",
        HelpName = "file",
        DefaultValueFactory = _ => "bpftrace",
    };

    private static readonly Option<bool> NoTracer = new("--no-tracer") { Description = "Do not find out what can be traced: this host does not trace" };

    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        var verb = new Command("facts", "Says what this host is and what can be traced on it, once, and ends")
        {
            Bpftrace, NoTracer,
        };
        verb.SetAction(parsed => run(parsed, console =>
        {
            // It takes no commands and every wait in it is bounded, so that a standard input that is closed already does no harm.
            console.Say(HostReader.Read(parsed.GetValue(NoTracer) ? null : parsed.GetValue(Bpftrace)));
            return 0;
        }));
        return verb;
    }
}
