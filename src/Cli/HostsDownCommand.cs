using System.CommandLine;
using TraceToll.Remote.Ec2;

namespace TraceToll.Cli;

/// <summary><c>tracetoll hosts down</c>: removes a pair, or the pairs that have expired.</summary>
internal static class HostsDownCommand
{
    private static readonly Argument<string?> Pair = new("PAIR")
    {
        Description = HostsTexts.Pair,
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Expired = new("--expired") { Description = HostsTexts.Expired };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = HostsTexts.DownDryRun };
    private static readonly Option<string?> Region = HostsCommand.Region();
    private static readonly Option<string?> Owner = HostsCommand.Owner();
    private static readonly Option<string?> Hosts = HostsCommand.File();

    public static Command Create()
    {
        var command = new Command("down", HostsTexts.DownCommand)
        {
            Pair, Expired, Owner, Region, Hosts, DryRun,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var pair = parsed.GetValue(Pair);
        var expired = parsed.GetValue(Expired);
        if (expired && pair != null)
        {
            throw new UsageException($"--expired takes all that have expired, and {pair} is one; leave one of them away");
        }

        using var ec2 = HostsCommand.Open(parsed, Region);
        var pairs = new OwnedPairs(ec2, TimeProvider.System, Console.Error.WriteLine);
        var written = expired ? null : WrittenHosts.Read(HostsCommand.FileOf(parsed, Hosts));
        if (written?.Region == ec2.Region && (await pairs.ListAsync(cancellationToken)).All(each => each.Pair != written.Pair))
        {
            Console.Out.WriteLine($"{written.Pair} is gone from {ec2.Region} already");
            Tell(parsed.GetValue(DryRun) ? [] : written.Remove());
            if (pair == written.Pair)
            {
                return ExitCode.Done;
            }
        }

        var chosen = await pairs.ChooseAsync(pair, HostsCommand.OwnerOf(parsed, Owner), expired, cancellationToken);
        if (chosen.Count == 0)
        {
            Console.Out.WriteLine(expired ? $"nothing has expired in {ec2.Region}" : $"{HostsCommand.OwnerOf(parsed, Owner)} has no pair in {ec2.Region}{Elsewhere(written, ec2.Region)}");
            return ExitCode.Done;
        }

        if (parsed.GetValue(DryRun))
        {
            Console.Out.Write(OwnedPairsText.Create(chosen, TimeProvider.System.GetUtcNow()));
            return ExitCode.Done;
        }

        await pairs.RemoveAsync(chosen, cancellationToken);
        Tell(chosen.SelectMany(each => new PairFiles(HostsCommand.FileOf(parsed, Hosts), $"tracetoll-{each.Pair}").Remove()));
        Console.Out.WriteLine($"removed: {string.Join(", ", chosen.Select(each => each.Pair))}");
        return ExitCode.Done;
    }

    private static string Elsewhere(WrittenHosts? written, string region) =>
        written != null && written.Region != region ? $"; {written.Path} is of {written.Pair} in {written.Region}: tracetoll hosts down --region {written.Region}" : "";

    private static void Tell(IEnumerable<string> removed)
    {
        foreach (var file in removed)
        {
            Console.Error.WriteLine($"{file}: removed");
        }
    }
}
