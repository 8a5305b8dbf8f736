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
            Description = "The assemblies of all suites that share these baselines: baselines of their classes that no test or row has the name of go too; names given in code cannot be known, so try --dry-run first",
            AllowMultipleArgumentsPerToken = true,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be removed" };
        var folder = StoreOption.Create();
        var command = new Command("prune", "Removes received files that say what is approved already, and what a crash left; with --tests also what no test has the name of")
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
