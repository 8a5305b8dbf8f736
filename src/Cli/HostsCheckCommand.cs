using System.CommandLine;
using Spectre.Console;
using TraceToll.Remote;

namespace TraceToll.Cli;

/// <summary><c>tracetoll hosts check</c>: whether a run on the remote hosts would find all that it needs.</summary>
internal static class HostsCheckCommand
{
    // Nobody wants to read a path in pieces.
    private static readonly Option<string?> Hosts = new("--hosts")
    {
        Description = HostsTexts.CheckHosts,
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command("check", HostsTexts.CheckCommand) { Hosts };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var checks = await HostsCheck.RunAsync(HostsFile.Load(parsed.GetValue(Hosts)), HostsCommand.TellWaiting, cancellationToken);
            Print(checks);
            return checks.Any(check => check.State == HostCheckState.Failed) ? ExitCode.RigFailed : ExitCode.Done;
        }
        catch (RigFailureException failure)
        {
            Console.Error.WriteLine($"tracetoll: {failure.Message}; {failure.Remedy}");
            return ExitCode.RigFailed;
        }
    }

    private static void Print(IReadOnlyList<HostCheck> checks)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("", "host", "what", "here");
        foreach (var check in checks)
        {
            var state = check.State switch
            {
                HostCheckState.Good => "[green]ok[/]",
                HostCheckState.Without => "[yellow]without[/]",
                _ => "[red]failed[/]",
            };
            table.AddRow(new Markup(state), new Text(check.Host), new Text(check.What), new Text(check.Here));
        }

        CheckTable.Write(table);

        // Below the table, each in a line of its own: they are sentences, with lines to be copied in them.
        foreach (var problem in checks.Select(check => check.Problem).Where(problem => problem.Length > 0))
        {
            Console.Out.WriteLine(problem);
        }
    }
}
