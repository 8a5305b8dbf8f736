using System.CommandLine;
using TraceToll.Remote.Ec2;

namespace TraceToll.Cli;

/// <summary><c>tracetoll hosts list</c>: the pairs that there are, and which of them have expired.</summary>
internal static class HostsListCommand
{
    private static readonly Option<string?> Region = HostsCommand.Region();

    public static Command Create()
    {
        var command = new Command("list", HostsTexts.ListCommand) { Region };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var ec2 = HostsCommand.Open(parsed, Region);
        var pairs = await new OwnedPairs(ec2, TimeProvider.System, Console.Error.WriteLine).ListAsync(cancellationToken);
        Console.Out.Write(pairs.Count == 0 ? $"there are no pairs in {ec2.Region}\n" : OwnedPairsText.Create(pairs, TimeProvider.System.GetUtcNow()));
        return ExitCode.Done;
    }
}
