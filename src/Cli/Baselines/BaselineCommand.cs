using System.CommandLine;
using TraceToll.Baselines;
using TraceToll.Reports;

namespace TraceToll.Cli;

/// <summary><c>tracetoll baseline</c>: what is approved, what was received, and the way from one to the other.</summary>
internal static class BaselineCommand
{
    public static Command Create() => new("baseline", BaselineTexts.BaselineCommand)
    {
        Status(),
        BaselineDiffCommand.Create(),
        BaselineCheckCommand.Create(),
        BaselineAcceptCommand.Create(),
        BaselineApproveCommand.Create(),
        Reject(),
        BaselinePruneCommand.Create(),
    };

    private static Command Status()
    {
        var folder = StoreOption.Create();
        var command = new Command("status", BaselineTexts.StatusCommand) { folder };
        command.SetAction(parsed =>
        {
            List<string> problems = [];
            Console.Out.Write(BaselineList.Create(StoreOption.Open(parsed, folder), TimeProvider.System.GetUtcNow(), problems));
            problems.ForEach(problem => Console.Error.WriteLine($"tracetoll: {problem}"));
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Usage;
        });
        return command;
    }

    private static Command Reject()
    {
        var names = new Argument<string[]>("name") { Description = BaselineTexts.Name, Arity = ArgumentArity.OneOrMore };
        var folder = StoreOption.Create();
        var command = new Command("reject", BaselineTexts.RejectCommand) { names, folder };
        command.SetAction(parsed =>
        {
            var store = StoreOption.Open(parsed, folder);
            List<BaselinePair> pairs = [.. parsed.GetValue(names)!.Select(store.Find)];
            foreach (var pair in pairs)
            {
                Console.Out.WriteLine(BaselineStore.Reject(pair) ? $"{pair}: rejected" : $"{pair}: nothing was received for it");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
