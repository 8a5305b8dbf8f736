using System.CommandLine;
using TraceToll.Baselines;

namespace TraceToll.Cli;

/// <summary><c>tracetoll baseline prune</c>: removes files that nobody needs.</summary>
internal static class BaselinePruneCommand
{
    public static Command Create()
    {
        var tests = new Option<string[]>("--tests")
        {
            Description = BaselineTexts.Tests,
            AllowMultipleArgumentsPerToken = true,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = BaselineTexts.DryRun };
        var folder = StoreOption.Create();
        var command = new Command("prune", BaselineTexts.PruneCommand)
        {
            tests, dryRun, folder,
        };
        command.SetAction(parsed =>
        {
            var suites = (parsed.GetValue(tests) ?? []).Select(SuiteNames.Read).ToList();
            var found = BaselinePruning.Find(StoreOption.Open(parsed, folder), suites.Count == 0 ? null : name => suites.Any(suite => suite.Has(name)) || !suites.Any(suite => suite.KnowsClassOf(name)));
            foreach (var (path, reason) in found)
            {
                if (!parsed.GetValue(dryRun))
                {
                    File.Delete(path);
                }

                Console.Out.WriteLine($"{(parsed.GetValue(dryRun) ? "would remove" : "removed")} {path}: {reason}");
            }

            if (found.Count == 0)
            {
                Console.Out.WriteLine("nothing to remove");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
