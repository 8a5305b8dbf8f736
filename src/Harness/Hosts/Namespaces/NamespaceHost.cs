namespace TraceToll.Hosts.Namespaces;

/// <summary>A network namespace of this machine: the files and processors of the machine, a network of its own.</summary>
internal sealed class NamespaceHost(string name, NetworkNamespace network) : Host
{
    public override string Name => name;

    internal override string? Kernel => LocalHost.ThisKernel;

    public NetworkNamespace Network => network;

    public override Task<string> BringAsync(string path, CancellationToken cancellationToken) => Task.FromResult(Path.GetFullPath(path));

    // nsenter becomes the agent, so that the agent's parent, its standard input and its end are as on this machine itself.
    public override Task<AgentProcess> StartAgentAsync(string role, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        LocalHost.StartAsync(role, "nsenter", [$"--net={network.Path}", "--", AgentBinary.Path, .. arguments], cancellationToken);
}
