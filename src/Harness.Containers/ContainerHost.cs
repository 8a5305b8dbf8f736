using System.Globalization;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Images;
using Microsoft.Extensions.Logging.Abstractions;
using TraceToll.Hosts;
using TraceToll.Protocol;

namespace TraceToll.Containers;

/// <summary>Containers that run one agent each, one after the other, at one place of the network.</summary>
/// <param name="engine">The engine that runs them.</param>
/// <param name="watch">Knows what happens to them.</param>
/// <param name="place">What they have in common.</param>
internal sealed class ContainerHost(Engine engine, EngineWatch watch, ContainerPlace place) : Host
{
    // Below what kernels give to outgoing connections: a tracer goes by the responder's port, and sees every connection of this machine.
    private const string ListeningPorts = "20000 24999";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(40);
    private readonly List<ContainerRun> _runs = [];

    public override string Name => $"the {place.End}'s container";

    internal override string? Kernel => LocalHost.ThisKernel;

    public override Task<string> BringAsync(string path, CancellationToken cancellationToken) =>
        throw new RigFailureException($"{path} cannot be brought into a container of this testbed", "use it on the engine's host, where bpftrace runs");

    public override async Task<AgentProcess> StartAgentAsync(string role, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // They have one address.
        await Task.WhenAll(_runs.Select(each => each.Removed));

        var name = string.Create(CultureInfo.InvariantCulture, $"{place.Prefix}-{place.End}-{_runs.Count + 1}");
        var run = new ContainerRun(engine, watch, Describe(name, arguments), name);
        _runs.Add(run);
        var agent = new AgentProcess(role, run.RunAsync);
        try
        {
            await agent.ExpectAsync<Ready>(StartPatience, cancellationToken);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the containers are removed, as far as the engine did so.</summary>
    /// <returns>The processes that could not be ended.</returns>
    public async Task<IReadOnlyList<int>> CloseAsync()
    {
        await Task.WhenAll(_runs.Select(each => each.Removed));
        return [.. _runs.Select(each => each.StillRunning).OfType<int>()];
    }

    private AgentContainer Describe(string name, IReadOnlyList<string> arguments) => new AgentContainerBuilder(engine.Client)
        .WithDockerEndpoint(engine)
        .WithImage(place.Image)
        .WithImagePullPolicy(PullPolicy.Never)
        .WithName(name)
        .WithCommand([.. arguments])
        .WithLabel(Owner.Me.Labels)
        .WithLogger(NullLogger.Instance)
        .WithCleanUp(false)
        .WithCreateParameterModifier(Arrange)
        .Build();

    private void Arrange(CreateContainerParameters parameters)
    {
        parameters.AttachStdin = parameters.AttachStdout = parameters.AttachStderr = true;
        parameters.OpenStdin = parameters.StdinOnce = true;
        parameters.HostConfig!.NetworkMode = place.Network;
        parameters.HostConfig.CpusetCpus = place.Limits.Cpus ?? "";
        parameters.HostConfig.Memory = parameters.HostConfig.MemorySwap = place.Limits.MemoryBytes ?? 0;
        parameters.HostConfig.ReadonlyRootfs = true;
        parameters.HostConfig.Sysctls = new Dictionary<string, string> { ["net.ipv4.ip_local_port_range"] = ListeningPorts };
        // What it says is read from it directly; to write it down too would only cost time beside the load.
        parameters.HostConfig.LogConfig = new LogConfig { Type = "none" };
        parameters.NetworkingConfig = new NetworkingConfig
        {
            EndpointsConfig = new Dictionary<string, EndpointSettings>
            {
                [place.Network] = new() { IPAMConfig = new EndpointIPAMConfig { IPv4Address = $"{place.Address}" } },
            },
        };
    }
}
