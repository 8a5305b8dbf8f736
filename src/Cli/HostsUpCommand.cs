using System.CommandLine;
using TraceToll.Remote;
using TraceToll.Remote.Ec2;

namespace TraceToll.Cli;

/// <summary><c>tracetoll hosts up</c>: launches a pair on EC2 and writes hosts.json.</summary>
internal static class HostsUpCommand
{
    private static readonly Option<string?> Region = HostsCommand.Region();
    private static readonly Option<string?> Owner = HostsCommand.Owner();
    private static readonly Option<string?> Hosts = HostsCommand.File();

    private static readonly Option<string> Type = new("--type") { Description = HostsTexts.Type, DefaultValueFactory = _ => PairRequest.UsualType };

    private static readonly Option<string> Image = new("--image")
    {
        Description = HostsTexts.Image,
        DefaultValueFactory = _ => ImageChoice.AmazonLinux.Name,
    };

    private static readonly Option<string?> User = new("--user") { Description = HostsTexts.User };
    private static readonly Option<string?> Subnet = new("--subnet") { Description = HostsTexts.Subnet };
    private static readonly Option<string> Lifetime = new("--for") { Description = HostsTexts.For, DefaultValueFactory = _ => PairRequest.UsualLifetime };
    private static readonly Option<string?> SshFrom = new("--ssh-from") { Description = HostsTexts.SshFrom };
    private static readonly Option<bool> Spot = new("--spot") { Description = HostsTexts.Spot };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = HostsTexts.DryRun };

    public static Command Create()
    {
        var command = new Command("up", HostsTexts.UpCommand)
        {
            Region, Type, Image, User, Subnet, Lifetime, Owner, SshFrom, Spot, Hosts, DryRun,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(HostsCommand.FileOf(parsed, Hosts));
        var dryRun = parsed.GetValue(DryRun);
        if (!dryRun && File.Exists(path))
        {
            throw new UsageException($"{path} is there already; remove it (tracetoll hosts down does, for a pair of its own), or name another file with --hosts");
        }

        if (!dryRun && !Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new UsageException($"there is no folder {Path.GetDirectoryName(path)}; make it, or name another file with --hosts");
        }

        var request = HostsCommand.Read(() => new PairRequest
        {
            InstanceType = parsed.GetValue(Type)!,
            Image = ImageChoice.Parse(parsed.GetValue(Image)!, parsed.GetValue(User)),
            Spot = parsed.GetValue(Spot),
            Lifetime = PairRequest.ParseLifetime(parsed.GetValue(Lifetime)!),
            Owner = PairRequest.ParseOwner(HostsCommand.OwnerOf(parsed, Owner)),
            Subnet = parsed.GetValue(Subnet),
            SshFrom = parsed.GetValue(SshFrom) is { } from ? PairRequest.ParseSshFrom(from) : "",
        });
        if (!dryRun)
        {
            // Not to be found missing when the hosts already cost something.
            request = request with { Architecture = PairRequest.ArchitectureOf(AgentFile.Read().Machine) };
        }

        using var ec2 = HostsCommand.Open(parsed, Region);
        if (request.SshFrom.Length == 0)
        {
            using var handler = new HttpClientHandler();
            request = request with { SshFrom = await CallerAddress.FindAsync(handler, cancellationToken) };
        }

        var plan = await new PairPlanner(ec2, TimeProvider.System).PlanAsync(request, cancellationToken);
        var output = dryRun ? Console.Out : Console.Error;
        foreach (var line in PlanText.Lines(plan))
        {
            output.WriteLine(line);
        }

        if (dryRun)
        {
            return ExitCode.Done;
        }

        var hosts = await new PairLaunch(ec2, TimeProvider.System, Console.Error.WriteLine).UpAsync(plan, path, LackingAsync, cancellationToken);
        Console.Out.WriteLine($"""
            hosts: {hosts.Path}
            sender {hosts.Sender}, responder {hosts.Responder}, until {PairTags.Text(plan.Expires)}
            measure with: tracetoll measure --testbed remote
            remove with: tracetoll hosts down {plan.Tags.Pair} --region {plan.Region}
            """);
        return ExitCode.Done;
    }

    // All of it: what is only missed by some runs is still being installed, and would disturb the first ones.
    private static async Task<string?> LackingAsync(HostsFile hosts, CancellationToken cancellationToken) =>
        (await HostsCheck.RunAsync(hosts, HostsCommand.TellWaiting, cancellationToken)).FirstOrDefault(check => check.State != HostCheckState.Good)?.Problem;
}
