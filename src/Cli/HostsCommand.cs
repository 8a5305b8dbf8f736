using System.CommandLine;
using TraceToll.Remote;
using TraceToll.Remote.Ec2;

namespace TraceToll.Cli;

/// <summary><c>tracetoll hosts</c>: the two hosts of a remote testbed.</summary>
internal static class HostsCommand
{
    /// <summary>How long launching and removing take to clean up when they are told to stop.</summary>
    public static readonly TimeSpan CleaningUp = TimeSpan.FromMinutes(12);

    public static Command Create() => new("hosts", HostsTexts.HostsCommand)
    {
        HostsCheckCommand.Create(), HostsUpCommand.Create(), HostsDownCommand.Create(), HostsListCommand.Create(),
    };

    public static Option<string?> Region() => new("--region") { Description = HostsTexts.Region };

    public static Option<string?> Owner() => new("--owner") { Description = HostsTexts.Owner };

    public static string OwnerOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) ?? $"{Environment.UserName}@{Environment.MachineName}";

    public static Option<string?> File() => new("--hosts") { Description = HostsTexts.Hosts, HelpName = "FILE" };

    public static string FileOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option)
        ?? (Environment.GetEnvironmentVariable(HostsFile.Variable) is { Length: > 0 } named ? named : HostsFile.UsualName);

    public static Ec2Client Open(ParseResult parsed, Option<string?> region) => Ec2Client.Create(parsed.GetValue(region), TimeProvider.System);

    public static void TellWaiting(string holder) => Console.Error.WriteLine($"waiting for another measurement on this machine: {holder}");

    public static T Read<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
