using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace TraceToll.Hosts.Namespaces;

/// <summary>Commands of iproute2, run inside a namespace.</summary>
internal static class NetworkTool
{
    /// <summary>Runs <c>ip</c> with these commands, one after the other.</summary>
    /// <exception cref="RigFailureException">One of them failed; the message has what ip said.</exception>
    public static async Task SetUpAsync(NamespaceHost host, IEnumerable<string> commands, CancellationToken cancellationToken)
    {
        var result = await RunAsync(host, "ip", ["-batch", "-"], string.Join('\n', commands) + "\n", cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new RigFailureException($"the network of {host.Name} cannot be set up: {Words(result)}", "use a kernel with CONFIG_VETH, and iproute2 of the last years");
        }
    }

    /// <summary>Lets what listens there on a port of the kernel's choice have one of these.</summary>
    /// <exception cref="RigFailureException">The kernel's settings cannot be written here.</exception>
    public static async Task ListenInAsync(NamespaceHost host, string ports, CancellationToken cancellationToken)
    {
        var result = await RunAsync(host, "sh", ["-c", $"echo {ports} >/proc/sys/net/ipv4/ip_local_port_range"], cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new RigFailureException($"the ports of {host.Name} cannot be chosen: {Words(result)}", "let /proc/sys be writable; in a container, run it privileged");
        }
    }

    public static Task<BufferedCommandResult> RunAsync(NamespaceHost host, string tool, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(host, tool, arguments, "", cancellationToken);

    /// <summary>What it said, in one line.</summary>
    public static string Words(BufferedCommandResult result) =>
        string.Join(' ', result.StandardError.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What of the programs that namespaces need is not there; null when all are.</summary>
    public static RigFailureException? Missing(LinkConditions conditions)
    {
        List<string> needed = ["ip", "nsenter", .. conditions == LinkConditions.None ? (string[])[] : ["tc"]];
        List<string> absent = [.. needed.Where(tool => !IsThere(tool))];
        return absent.Count == 0 ? null : new RigFailureException(
            $"namespaces need {string.Join(" and ", absent)}, which {(absent.Count == 1 ? "is" : "are")} not here", "sudo apt-get install iproute2 util-linux");
    }

    private static bool IsThere(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, tool)));

    private static async Task<BufferedCommandResult> RunAsync(
        NamespaceHost host, string tool, IEnumerable<string> arguments, string input, CancellationToken cancellationToken)
    {
        try
        {
            return await Cli.Wrap("nsenter").WithArguments([$"--net={host.Network.Path}", "--", tool, .. arguments])
                .WithStandardInputPipe(PipeSource.FromString(input))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellationToken);
        }
        catch (Win32Exception notStarted)
        {
            throw new RigFailureException($"nsenter cannot be started: {notStarted.Message}", "sudo apt-get install util-linux");
        }
    }
}
