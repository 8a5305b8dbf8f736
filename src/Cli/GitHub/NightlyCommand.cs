using System.CommandLine;
using TraceToll.GitHub.Nights;

namespace TraceToll.Cli;

/// <summary><c>tracetoll nightly</c>: the steps of the nightly workflow.</summary>
internal static class NightlyCommand
{
    /// <summary>The argument that takes options of another program.</summary>
    public const string Rest = "arguments";

    public static Command Create() => new("nightly", NightlyTexts.NightlyCommand)
    {
        Run(),
        Summary(),
        Online("alarm", NightlyTexts.AlarmCommand, async (gitHub, _) =>
            [await new NightAlarm(gitHub.Api, gitHub.Settings.RunUrl).RaiseAsync(Night.Read(gitHub.Checkout))]),
        Online("restore", NightlyTexts.RestoreCommand, (gitHub, cancellationToken) =>
            gitHub.Proposals.RestoreAsync(cancellationToken)),
        Online("propose", NightlyTexts.ProposeCommand, (gitHub, cancellationToken) =>
            gitHub.Proposals.ProposeAsync(Night.Read(gitHub.Checkout), cancellationToken)),
        Watch(),
    };

    private static Command Run()
    {
        var suite = new Option<string>("--suite") { Description = NightlyTexts.Suite, DefaultValueFactory = _ => Path.Combine("tests", "Overhead") };
        var program = new Option<string>("--dotnet") { Description = NightlyTexts.Dotnet, DefaultValueFactory = _ => "dotnet" };
        var rest = new Argument<string[]>(Rest) { Description = NightlyTexts.Arguments, Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("run", NightlyTexts.RunCommand) { suite, program, rest };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // A signal that comes before an action has given its task back is taken for one that nobody handles.
            await Task.Yield();
            var run = new NightRun(CurrentCheckout.Folder, SuiteCommand.DotnetTest(parsed.GetValue(program)!, parsed.GetValue(suite)!), TimeProvider.System, Console.Error.WriteLine);
            var night = await run.RunAsync(parsed.GetValue(rest) ?? [], cancellationToken);
            Console.Out.Write(NightSummary.Create(night));
            return night.Outcome switch
            {
                NightOutcome.Good => ExitCode.Done,
                NightOutcome.Regressed => ExitCode.Regressed,
                _ => ExitCode.RigFailed,
            };
        });
        return command;
    }

    private static Command Summary()
    {
        var command = new Command("summary", NightlyTexts.SummaryCommand);
        command.SetAction(_ => Console.Out.Write(NightSummary.Create(Night.Read(CurrentCheckout.Folder))));
        return command;
    }

    private static Command Watch()
    {
        var maxAge = new Option<TimeSpan>("--max-age")
        {
            Description = NightlyTexts.MaxAge,
            DefaultValueFactory = _ => TimeSpan.FromHours(26),
            CustomParser = result =>
            {
                if (MaxAge.TryParse(result.Tokens[0].Value, out var age))
                {
                    return age;
                }

                result.AddError($"'{result.Tokens[0].Value}' is no age; give hours or days, such as 26h or 2d");
                return default;
            },
        };
        var command = new Command("watch", NightlyTexts.WatchCommand) { maxAge };
        command.SetAction(async (parsed, _) =>
        {
            var gitHub = GitHubAccess.Here();
            var (good, told) = await new NightWatch(gitHub.Api, TimeProvider.System).LookAsync(parsed.GetValue(maxAge));
            Console.Out.WriteLine(told);
            return good ? ExitCode.Done : ExitCode.Regressed;
        });
        return command;
    }

    private static Command Online(string name, string description, Func<GitHubAccess, CancellationToken, Task<List<string>>> act)
    {
        var command = new Command(name, description);
        command.SetAction(async (_, cancellationToken) =>
        {
            (await act(GitHubAccess.Here(), cancellationToken)).ForEach(Console.Out.WriteLine);
            return ExitCode.Done;
        });
        return command;
    }
}
