using System.CommandLine;

namespace TraceToll.Cli;

/// <summary><c>tracetoll hosts</c>: the two hosts of a remote testbed.</summary>
internal static class HostsCommand
{
    public static Command Create() => new("hosts", "The two hosts of a remote testbed") { HostsCheckCommand.Create() };
}
