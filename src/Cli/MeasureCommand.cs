using System.CommandLine;
using System.CommandLine.Parsing;
using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Hosts;
using TraceToll.Reports.Html;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Cli;

/// <summary><c>tracetoll measure</c>: runs the experiment, prints what tracing cost.</summary>
internal static class MeasureCommand
{
    private static readonly Option<string> ScenarioOption = new("--scenario")
    {
        Description = MeasureTexts.Scenario,
        DefaultValueFactory = _ => "market-data",
    };

    private static readonly Option<string> TestbedOption = new("--testbed")
    {
        Description = MeasureTexts.Testbed,
        DefaultValueFactory = _ => Testbed.Loopback.Name,
    };

    private static readonly Option<string[]> Modes = new("--modes")
    {
        Description = MeasureTexts.Modes,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<FileInfo?> Script = new("--script") { Description = MeasureTexts.Script };

    private static readonly Option<string[]> ScriptArguments = new("--script-arg")
    {
        Description = MeasureTexts.ScriptArg,
    };

    private static readonly Option<TracedSide?> Side = new("--side")
    {
        Description = MeasureTexts.Side,
        HelpName = "sender|responder|both",
        CustomParser = result => ReadSide(result),
    };

    private static readonly Option<string?> PlantedDelay = new("--planted-delay")
    {
        Description = MeasureTexts.PlantedDelay,
    };

    private static readonly Option<TracedSide?> PlantedSide = new("--planted-side")
    {
        Description = MeasureTexts.PlantedSide,
        HelpName = "sender|responder|both",
        CustomParser = result => ReadSide(result),
    };

    private static readonly Option<string> PlanOption = new("--plan")
    {
        Description = MeasureTexts.Plan,
        DefaultValueFactory = _ => "quick",
    };

    private static readonly Option<string?> Out = OutOption.Create();

    private static readonly FormatOption Format = new();

    private static readonly BudgetOptions Judging = new(MeasureTexts.Budget, MeasureTexts.Exclude);

    public static Command Create()
    {
        var command = new Command("measure", MeasureTexts.Command)
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
        using (var progress = ProgressDisplay.Create(Console.Error, parsed.GetValue(CommandTree.Verbose)))
        using (var interruption = new Interruption(() => progress.Say("stopping; what was measured is kept. Once more ends at once"), progress.Dispose, cancellationToken))
        {
            measured = await experiment.RunAsync(progress, interruption.Token);
        }

        var analysis = SessionAnalysis.Of(measured.Recording);
        var exitCode = Result.Print(measured.Recording, analysis, measured.Folder, format);
        Console.Error.WriteLine($"report:    {HtmlReport.TrySave(measured.Recording, analysis, measured.Folder)}");
        Console.Error.WriteLine($"recording: {measured.Folder}");
        return exitCode;
    }

    private static readonly IReadOnlyList<string> Sides = ["sender", "responder", "both"];

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
                result.AddError($"'{result.Tokens[0].Value}' is no side{Nearest.Hint(result.Tokens[0].Value, Sides)}; known are sender, responder and both");
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

        if (script != null && !names.Contains(TracingMode.ScriptName))
        {
            names.Add(TracingMode.ScriptName);
        }

        if (names.Find(name => name.StartsWith("--", StringComparison.Ordinal)) is { } option)
        {
            // As many words as there are belong to --modes, and one that is not known looks like a mode.
            throw new FormatException(Complaint.Unknown(parsed.CommandResult.Command, option));
        }

        var modes = names.Select(name => name != TracingMode.ScriptName ? TracingMode.Parse(name)
            : script != null ? TracingMode.Script(script.FullName, arguments)
            : throw new FormatException("the mode script needs --script FILE"));
        var experiment = Experiment.Of(Scenario.Parse(parsed.GetValue(ScenarioOption)!)).On(Testbed.Parse(parsed.GetValue(TestbedOption)!))
            .Compare([.. modes]).Tracing(parsed.GetValue(Side) ?? TracedSide.Sender).By(Plan.Parse(parsed.GetValue(PlanOption)!));
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
