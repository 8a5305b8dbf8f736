using System.CommandLine;
using TraceToll.GitHub.Nights;

namespace TraceToll.Cli;

/// <summary><c>tracetoll nightly</c>: the steps of the nightly workflow.</summary>
internal static class NightlyCommand
{
    public static Command Create() => new("nightly", "The nightly run, and what GitHub is told of it; see docs/nightly.md")
    {
        Run(),
        Summary(),
        Online("alarm", "Opens or updates one issue for what has regressed twice, and closes it after three good nights in a row", async (gitHub, _) =>
            [await new NightAlarm(gitHub.Api, gitHub.Settings.RunUrl).RaiseAsync(Night.Read(gitHub.Checkout))]),
        Online("restore", "Brings the received baselines of open proposals, so that the night's sessions confirm them", (gitHub, cancellationToken) =>
            gitHub.Proposals.RestoreAsync(cancellationToken)),
        Online("propose", "Opens or updates one pull request for each environment in which baselines were received", (gitHub, cancellationToken) =>
            gitHub.Proposals.ProposeAsync(Night.Read(gitHub.Checkout), cancellationToken)),
        Watch(),
    };

    private static Command Run()
    {
        var suite = new Option<string>("--suite") { Description = "The suite's project", DefaultValueFactory = _ => Path.Combine("tests", "Overhead") };
        var program = new Option<string>("--dotnet") { Description = "What is called as dotnet: another SDK, or a wrapper", DefaultValueFactory = _ => "dotnet" };
        var rest = new Argument<string[]>("arguments") { Description = "Behind --: options of dotnet test, such as --filter Tracing=idle", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("run", "Runs the suite, and what has regressed a second time; 1: regressed twice, 3: failed, invalid or could not tell") { suite, program, rest };
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
        var command = new Command("summary", "Prints the night as Markdown, for $GITHUB_STEP_SUMMARY");
        command.SetAction(_ => Console.Out.Write(NightSummary.Create(Night.Read(CurrentCheckout.Folder))));
        return command;
    }

    private static Command Watch()
    {
        var maxAge = new Option<TimeSpan>("--max-age")
        {
            Description = "How long ago the last night may have begun, such as 26h or 2d",
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
        var command = new Command("watch", "Opens an issue when a night is missing, and closes it when nights are back; 1: one is missing, 3: could not look") { maxAge };
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
