using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace TraceToll.Agent.Trace;

internal static class TraceVerb
{
    private static readonly Option<string> Script = new("--script")
    {
        Description = "The bpftrace script",
        HelpName = "file",
        Required = true,
    };

    private static readonly Option<string?> LinePattern = new("--line-pattern")
    {
        Description = "The form that every line of the script promises to have; others are counted as malformed",
        HelpName = "regex",
    };

    private static readonly Option<int> AttachTimeout = new("--attach-timeout")
    {
        Description = "Seconds within which the script has to be attached (1 to 600)",
        DefaultValueFactory = _ => 20,
    };

    private static readonly Option<string> Bpftrace = new("--bpftrace")
    {
        Description = "The bpftrace to run",
        HelpName = "file",
        DefaultValueFactory = _ => "bpftrace",
    };

    private static readonly Option<string> LogFolder = new("--log-folder")
    {
        Description = "Where the script's output is kept while it runs",
        HelpName = "folder",
        DefaultValueFactory = _ => Path.GetTempPath(),
    };

    private static readonly Option<bool> CountRuns = new("--count-runs")
    {
        Description = "Let the kernel count program runs from before the attachment on, so that no run is missed",
    };

    private static readonly Argument<string[]> Arguments = new("arguments")
    {
        Description = "The script's own arguments, after --",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create(Func<ParseResult, Func<AgentConsole, int>, int> run)
    {
        AttachTimeout.Validators.Add(Check.Range(AttachTimeout, 1, 600));
        var verb = new Command("trace", "Runs a bpftrace script, proves that it is attached and at rest, counts, and ends it")
        {
            Script, LinePattern, AttachTimeout, Bpftrace, LogFolder, CountRuns, Arguments,
        };
        verb.SetAction(parsed => run(parsed, console => new Tracer(Read(parsed), console).Run()));
        return verb;
    }

    private static TraceOptions Read(ParseResult parsed)
    {
        var arguments = parsed.GetValue(Arguments) ?? [];
        var afterDashes = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        if (arguments.Length > afterDashes)
        {
            // The parser takes an option that it does not know for an argument.
            throw new AgentFailure($"trace does not know '{arguments[0]}'",
                "write the script's own arguments after --", AgentFailure.Usage);
        }

        var script = parsed.GetValue(Script)!;
        return File.Exists(script)
            ? new TraceOptions
            {
                Bpftrace = parsed.GetValue(Bpftrace)!,
                // Absolute, so that no name can look like an option of bpftrace's.
                Script = Path.GetFullPath(script),
                Arguments = arguments,
                LineForm = ReadForm(parsed.GetValue(LinePattern)),
                AttachTimeout = TimeSpan.FromSeconds(parsed.GetValue(AttachTimeout)),
                LogFolder = parsed.GetValue(LogFolder)!,
                CountRuns = parsed.GetValue(CountRuns),
            }
            : throw new AgentFailure($"the script {script} does not exist", "name a bpftrace script with --script", AgentFailure.Usage);
    }

    private static Regex? ReadForm(string? pattern)
    {
        try
        {
            // Without backtracking no line, whatever is in it, can take long.
            return pattern is null ? null : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            throw new AgentFailure($"--line-pattern {pattern} cannot be used: {failure.Message}",
                "write a regular expression without lookaround and back references", AgentFailure.Usage);
        }
    }
}
