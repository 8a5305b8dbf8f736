using System.CommandLine;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Cli;

/// <summary><c>tracetoll analyse</c>: every figure and verdict of a recording again, also with other budgets than it was measured with.</summary>
internal static class AnalyseCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("recording") { Description = RecordingTexts.Recording };
        var format = new FormatOption();
        var budgets = new BudgetOptions(RecordingTexts.Budget, RecordingTexts.Exclude);
        var command = new Command("analyse", RecordingTexts.AnalyseCommand) { folder };
        format.AddTo(command);
        budgets.AddTo(command);
        command.SetAction(parsed =>
        {
            var chosen = format.Read(parsed);
            var path = RecordingPath.Full(parsed.GetValue(folder)!);
            var recording = With(budgets, parsed, Recording.Load(path));
            return Result.Print(recording, path, chosen);
        });
        return command;
    }

    private static Dictionary<string, string> Merge(RecordingManifest manifest, Dictionary<string, Budget> budgets)
    {
        var all = manifest.Budgets?.ToDictionary() ?? [];
        foreach (var (mode, budget) in budgets)
        {
            all[mode] = $"{budget}";
        }

        return all;
    }

    private static Recording With(BudgetOptions options, ParseResult parsed, Recording recording)
    {
        try
        {
            var budgets = options.Budgets(parsed, [.. recording.Manifest.Modes.Where(mode => !TracingMode.IsControlName(mode))]);
            var manifest = recording.Manifest;
            // What comes after the figures can be made to fit them; the report says so.
            var judged = budgets.Count == 0 ? recording : recording with { Manifest = manifest with { Budgets = Merge(manifest, budgets), BudgetsAfterwards = true } };
            return options.Exclusion(parsed) is { } rule ? judged.Excluding(rule) : judged;
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
