using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;

namespace TraceToll.Hosts.Namespaces;

/// <summary>The two namespaces of one run. In each the link has one name and one address: no other run can see them.</summary>
internal sealed partial class OpenNamespaces : OpenTestbed
{
    private const string Link = "load";

    // Of 198.18.0.0/15, which is set aside for measuring networks (RFC 2544).
    private const string SenderAddress = "198.18.0.1";
    private const string ListeningAddress = "198.18.0.2";

    // Below what kernels give to outgoing connections: a tracer sees all namespaces, and tells connections apart by the port alone.
    private const string ListeningPorts = "20000 24999";

    private readonly NamespaceHost _sender;
    private readonly NamespaceHost _responder;

    [SetsRequiredMembers]
    private OpenNamespaces(NamespaceHost sender, NamespaceHost responder, LinkConditions conditions)
    {
        var machine = new LocalHost();
        (_sender, _responder) = (sender, responder);
        (Sender, Responder) = (sender, responder);
        (SenderTracer, ResponderTracer) = (machine, machine);
        ResponderAddress = IPAddress.Parse(ListeningAddress);
        SameKernel = true;
        Facts =
        [
            $"sender and responder in two network namespaces of this machine, {SenderAddress} and {ListeningAddress}, joined by a veth pair",
            .. conditions == LinkConditions.None ? (string[])[] : [$"{conditions} (netem)"],
        ];
    }

    /// <exception cref="RigFailureException">They cannot be made; nothing of them is left.</exception>
    public static async Task<OpenNamespaces> CreateAsync(LinkConditions conditions, CancellationToken cancellationToken)
    {
        var sender = new NamespaceHost("the sender's network namespace", NetworkNamespace.Create());
        NamespaceHost? responder = null;
        try
        {
            responder = new NamespaceHost("the responder's network namespace", NetworkNamespace.Create());
            await NetworkTool.SetUpAsync(
                sender, [$"link add {Link} type veth peer name {Link} netns {responder.Network.Path}", .. Ends(SenderAddress)], cancellationToken);
            await NetworkTool.SetUpAsync(responder, Ends(ListeningAddress), cancellationToken);
            await NetworkTool.ListenInAsync(responder, ListeningPorts, cancellationToken);
            await WorsenAsync(sender, conditions, cancellationToken);
            await WorsenAsync(responder, conditions, cancellationToken);
            return new OpenNamespaces(sender, responder, conditions);
        }
        catch
        {
            sender.Network.Dispose();
            responder?.Network.Dispose();
            throw;
        }
    }

    public override async Task<RigFailureException?> FindFaultAsync(CancellationToken cancellationToken) =>
        await FindFaultAsync(_sender, cancellationToken) ?? await FindFaultAsync(_responder, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        _sender.Network.Dispose();
        _responder.Network.Dispose();
        return default;
    }

    // Without addresses of IPv6 nothing is sent over the link but the load and what finds its neighbour.
    private static IReadOnlyList<string> Ends(string address) =>
        ["link set lo up", $"link set {Link} addrgenmode none", $"addr add {address}/30 dev {Link}", $"link set {Link} up"];

    private static async Task WorsenAsync(NamespaceHost host, LinkConditions conditions, CancellationToken cancellationToken)
    {
        if (conditions == LinkConditions.None)
        {
            return;
        }

        var result = await NetworkTool.RunAsync(host, "tc", ["qdisc", "add", "dev", Link, "root", .. conditions.NetemWords], cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new RigFailureException($"packets cannot be delayed or lost here: tc said '{NetworkTool.Words(result)}'",
                "load sch_netem (sudo modprobe sch_netem; the package linux-modules-extra has it where the kernel's own does not), or leave delay, jitter and loss out");
        }
    }

    private static async Task<RigFailureException?> FindFaultAsync(NamespaceHost host, CancellationToken cancellationToken)
    {
        var result = await NetworkTool.RunAsync(host, "ip", ["-o", "link", "show", "dev", Link], cancellationToken);
        var flags = Flags().Match(result.StandardOutput).Groups[1].Value.Split(',');
        var state = result.ExitCode != 0 ? "is gone" : flags.Contains("UP") ? null : "is down";
        return state == null ? null : new RigFailureException(
            $"the link {Link} in {host.Name} {state}: somebody took it away while the load ran", "find out who did, and measure again");
    }

    [GeneratedRegex("<([^>]*)>")]
    private static partial Regex Flags();
}
