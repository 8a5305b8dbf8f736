using System.CommandLine;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Cli;

/// <summary><c>tracetoll analyse</c>: every figure and verdict of a recording again, also with other budgets than it was measured with.</summary>
internal static class AnalyseCommand
{
    private static readonly string[] Controls = [TracingMode.Off.Name, TracingMode.OffAgain.Name];

    public static Command Create()
    {
        var folder = new Argument<string>("recording") { Description = "The recording's folder" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON instead of tables" };
        var budgets = new BudgetOptions();
        var command = new Command("analyse", "Makes figures and verdicts of a recording again, the same each time; other budgets and rules may be tried on it") { folder, json };
        budgets.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetValue(folder)!);
            var recording = With(budgets, parsed, Recording.Load(path));
            return Result.Print(recording, path, parsed.GetValue(json));
        });
        return command;
    }

    private static Recording With(BudgetOptions options, ParseResult parsed, Recording recording)
    {
        try
        {
            var budgets = options.Budgets(parsed, [.. recording.Manifest.Modes.Except(Controls)]);
            var manifest = recording.Manifest;
            manifest = budgets.Count == 0 ? manifest : manifest with { Budgets = budgets.ToDictionary(budget => budget.Key, budget => $"{budget.Value}") };
            return recording with
            {
                // A rule that comes after the figures can be made to fit them; the report says so.
                Manifest = options.Exclusion(parsed) is { } rule ? manifest with { Exclusion = $"{rule}", ExcludedAfterwards = true } : manifest,
            };
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
