using System.CommandLine;
using System.CommandLine.Parsing;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Reports.Html;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Cli;

/// <summary><c>tracetoll measure</c>: runs the experiment, prints what tracing cost.</summary>
internal static class MeasureCommand
{
    private const string ScriptMode = "script";

    private static readonly Option<string> ScenarioOption = new("--scenario")
    {
        Description = "The load: market-data, or changed: market-data,rate=10000,bytes=1024,reply-every=10,idle=spin|pause|block|busy-poll; also bytes=N-N, reply-bytes=N, connections=N, sender-threads=N, burst=N with burst-spacing=TIME, timeline=FILE (see the command timeline) and priority=fifo:N; docs/load.md has all of it",
        DefaultValueFactory = _ => "market-data",
    };

    private static readonly Option<string> TestbedOption = new("--testbed")
    {
        Description = "Where sender and responder run: loopback; namespaces (two of this machine's, also namespaces,delay=1ms,jitter=100us,loss=1%); containers (also containers,cpus=0-1,memory=256m); remote (the hosts of hosts.json, or of the file that TRACETOLL_HOSTS names). Several pairs at once: namespaces,pairs=8",
        DefaultValueFactory = _ => Testbed.Loopback.Name,
    };

    private static readonly Option<string[]> Modes = new("--modes")
    {
        Description = "What the tracer does: off, idle, log, script, planted (no tracer; see --planted-delay); off and off-again are always measured [default: off,idle,log]",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<FileInfo?> Script = new("--script") { Description = "A bpftrace script of yours; adds the mode script" };

    private static readonly Option<string[]> ScriptArguments = new("--script-arg")
    {
        Description = "An argument for the script, repeatable; {port} becomes the responder's port",
    };

    private static readonly Option<TracedSide> Side = new("--side")
    {
        Description = "Which end of the connection is traced [default: sender]",
        HelpName = "sender|responder|both",
        DefaultValueFactory = _ => TracedSide.Sender,
        CustomParser = ReadSide,
    };

    private static readonly Option<string?> PlantedDelay = new("--planted-delay")
    {
        Description = "Delay the load on purpose, in every mode but off and off-again: time for each message, such as 10us (0 to 1ms)",
    };

    private static readonly Option<TracedSide?> PlantedSide = new("--planted-side")
    {
        Description = "Which end of the connection is delayed [default: responder]",
        HelpName = "sender|responder|both",
        CustomParser = result => ReadSide(result),
    };

    private static readonly Option<string> PlanOption = new("--plan")
    {
        Description = "quick (at most 90 s), origin (12 runs of 1,000,000 messages, over 10 min), or blocks=N,slice=SECONDS with limit=SECONDS, warm-up=SECONDS and seed=N, or runs=N,messages=N,warm-up-replies=N",
        DefaultValueFactory = _ => "quick",
    };

    private static readonly Option<string?> Out = OutOption.Create();

    private static readonly FormatOption Format = new();

    private static readonly BudgetOptions Judging = new(
        "Measuring in blocks stops when the verdict is known",
        "Blocks are measured again, up to twice as many as planned; runs of --plan origin are not");

    public static Command Create()
    {
        var command = new Command("measure", "Runs the load with the tracer off, idle, logging everything, and off again; prints what it cost")
        {
            ScenarioOption, TestbedOption, Modes, Script, ScriptArguments, Side, PlantedDelay, PlantedSide, PlanOption, Out,
        };
        Format.AddTo(command);
        Judging.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Experiment experiment;
        // Before it takes a minute to measure.
        var format = Format.Read(parsed);
        try
        {
            experiment = Read(parsed);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            throw new UsageException(wrong.Message);
        }

        RecordedExperiment measured;
        using (var progress = ProgressDisplay.Create(Console.Error))
        {
            measured = await experiment.RunAsync(progress, cancellationToken);
        }

        var exitCode = Result.Print(measured.Recording, measured.Folder, format);
        Console.Error.WriteLine($"report:    {HtmlReport.Save(measured.Recording, measured.Folder)}");
        Console.Error.WriteLine($"recording: {measured.Folder}");
        return exitCode;
    }

    // Not left to the enum's own parser, which takes any number.
    private static TracedSide ReadSide(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "sender":
                return TracedSide.Sender;
            case "responder":
                return TracedSide.Responder;
            case "both":
                return TracedSide.Both;
            default:
                result.AddError($"'{result.Tokens[0].Value}' is no side; known are sender, responder and both");
                return default;
        }
    }

    private static Experiment Read(ParseResult parsed)
    {
        var script = parsed.GetValue(Script);
        var arguments = parsed.GetValue(ScriptArguments) ?? [];
        if (script is { Exists: false })
        {
            throw new FormatException($"there is no script {script.FullName}; name a bpftrace script with --script");
        }

        if (script == null && arguments.Length > 0)
        {
            throw new FormatException("--script-arg is for the script; name it with --script");
        }

        var names = (parsed.GetValue(Modes) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList();
        if (names.Count == 0)
        {
            names = [TracingMode.Idle.Name, TracingMode.LogEverything.Name];
        }

        if (script != null && !names.Contains(ScriptMode))
        {
            names.Add(ScriptMode);
        }

        var modes = names.Select(name => name != ScriptMode ? TracingMode.Parse(name)
            : script != null ? TracingMode.Script(script.FullName, arguments)
            : throw new FormatException("the mode script needs --script FILE"));
        var experiment = Experiment.Of(Scenario.Parse(parsed.GetValue(ScenarioOption)!)).On(Testbed.Parse(parsed.GetValue(TestbedOption)!))
            .Compare([.. modes]).Tracing(parsed.GetValue(Side)).By(Plan.Parse(parsed.GetValue(PlanOption)!));
        experiment = Plant(parsed, experiment);
        experiment = Judging.Exclusion(parsed) is { } rule ? experiment.Excluding(rule) : experiment;
        var budgets = Judging.Budgets(parsed, [.. experiment.Treatments.Select(mode => mode.Name)]);
        experiment = budgets.Count > 0 ? experiment.Within(budgets) : experiment;
        return OutOption.Read(parsed, Out) is { } folder ? experiment.Into(folder) : experiment;
    }

    private static Experiment Plant(ParseResult parsed, Experiment experiment)
    {
        var side = parsed.GetValue(PlantedSide);
        if (parsed.GetValue(PlantedDelay) is not { } text)
        {
            return side == null ? experiment : throw new FormatException("--planted-side is for a planted delay; say how long with --planted-delay");
        }

        if (experiment.Modes.All(mode => mode.IsControl))
        {
            throw new FormatException("--planted-delay needs a mode to delay, since off and off-again stay as they are; add --modes planted");
        }

        var (ticks, rest) = Math.DivRem(Nanoseconds.Parse(text), TimeSpan.NanosecondsPerTick);
        return rest == 0
            ? experiment.Planting(TimeSpan.FromTicks(ticks), side ?? TracedSide.Responder)
            : throw new FormatException($"--planted-delay is {text}; it goes in steps of {TimeSpan.NanosecondsPerTick} ns");
    }
}
