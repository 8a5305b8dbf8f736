using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Text;
using TraceToll.Agent.Facts;
using TraceToll.Agent.Link;
using TraceToll.Agent.Native;
using TraceToll.Agent.Respond;
using TraceToll.Agent.Send;
using TraceToll.Agent.Trace;
using TraceToll.Protocol;

namespace TraceToll.Agent;

internal static class Program
{
    private static readonly Option<int> Lifetime = new("--lifetime")
    {
        Description = "Seconds after which the agent ends itself, whatever happens (1 to 86400)",
        DefaultValueFactory = _ => 3600,
    };

    public static int Main(string[] args)
    {
        OpenFiles.RaiseLimit();
        Lifetime.Validators.Add(Check.Range(Lifetime, 1, 86_400));
        var root = new RootCommand("What runs on a host for TraceToll: one JSON object a line on standard output, commands the same way on standard input")
        {
            RespondVerb.Create(Run),
            SendVerb.Create(Run),
            TraceVerb.Create(Run),
            FactsVerb.Create(Run),
            LinkVerb.Create(Run),
            EndVerb.Create(Run),
        };
        foreach (var verb in root.Subcommands)
        {
            verb.Add(Lifetime);
        }

        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration();
        if (parsed.Action is ParseErrorAction complaint)
        {
            // Standard output is for events; a harness reads it.
            complaint.ShowHelp = false;
            configuration.Output = Console.Error;
        }

        var exitCode = parsed.Invoke(configuration);
        return parsed.Errors.Count > 0 ? AgentFailure.Usage : exitCode;
    }

    /// <summary>What all verbs share: say who this is, do the work, turn a failure into an event and an exit code.</summary>
    private static int Run(ParseResult parsed, Func<AgentConsole, int> work)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(Console.OpenStandardInput(), utf8);
        using var output = new StreamWriter(Console.OpenStandardOutput(), utf8);
        using var console = new AgentConsole(input, output, TimeSpan.FromSeconds(parsed.GetValue(Lifetime)));
        console.Say(new Ready(Version, Build, Environment.ProcessId));
        try
        {
            return work(console);
        }
        catch (AgentFailure failure)
        {
            console.Say(new Failed(failure.Message, failure.Remedy, failure.ExitCode));
            return failure.ExitCode;
        }
        catch (Exception unforeseen) when (unforeseen is not OperationCanceledException)
        {
            console.Say(new Failed($"the agent came upon what it does not know: {unforeseen}", "report this, with the command that led to it", AgentFailure.Rig));
            return AgentFailure.Rig;
        }
        catch (OperationCanceledException) when (console.HarnessGone.IsCancellationRequested)
        {
            console.Say(new Failed("standard input closed before the work was done, or the agent's lifetime is over",
                "keep standard input open until the last event; raise --lifetime for longer work", AgentFailure.Rig));
            return AgentFailure.Rig;
        }
    }

    private static string Version => typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static string Build => typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == "AgentBuild").Value!;
}
