using TraceToll.Hosts;

namespace TraceToll.Containers;

/// <summary>
/// Sender and responder in two containers on a network of their own, which an engine on this machine runs: Docker 20.10 or later, or
/// Podman's socket. Their image is made on the spot of the agent alone, so that nothing is pulled; bpftrace runs on this machine.
/// </summary>
/// <remarks>
/// The engine is the one of TRACETOLL_DOCKER_HOST, DOCKER_HOST or the current Docker context, else the first of the usual sockets that
/// is there. All that is made is labelled and removed at the end; what a run that was killed left behind, by the next one.
/// </remarks>
public sealed class ContainersTestbed : Testbed
{
    private const string Kind = "containers";
    private readonly ContainerLimits _limits;

    private ContainersTestbed(string name, ContainerLimits limits)
        : base(name) => _limits = limits;

    /// <inheritdoc/>
    public override string? Requirement => "docker";

    /// <summary>The testbed of that name: <c>containers</c>, or with limits for each container <c>containers,cpus=0-1,memory=256m</c>.</summary>
    /// <param name="name">
    /// After <c>containers</c>, separated by commas: <c>cpus=</c> a list of CPUs as the kernel writes it (all when left out), and <c>memory=</c>
    /// a number with k, m or g, 32m at least (no limit when left out).
    /// </param>
    /// <exception cref="FormatException">A parameter is unknown or wrong.</exception>
    public static new ContainersTestbed Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split(',', 2);
        return parts[0] == Kind
            ? new ContainersTestbed(name, ContainerLimits.Parse(name, parts.Length > 1 ? parts[1] : ""))
            : throw new FormatException($"'{name}' is no testbed of containers; its name begins with {Kind}");
    }

    /// <inheritdoc/>
    public override async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            StaticAgent.Check(AgentBinary.Path);
            using var engine = await Engine.ConnectAsync(EngineAddress.Find(Environment.GetEnvironmentVariable), cancellationToken);
            return null;
        }
        catch (RigFailureException missing)
        {
            return $"{missing.Message}; {missing.Remedy}";
        }
    }

    /// <inheritdoc/>
    public override async Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken)
    {
        StaticAgent.Check(AgentBinary.Path);
        var engine = await Engine.ConnectAsync(EngineAddress.Find(Environment.GetEnvironmentVariable), cancellationToken);
        try
        {
            return await OpenContainers.CreateAsync(engine, _limits, cancellationToken);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }
}
