using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;

namespace TraceToll.Containers;

/// <summary>Makes an <see cref="AgentContainer"/> as Testcontainers has its modules do it.</summary>
internal sealed class AgentContainerBuilder : ContainerBuilder<AgentContainerBuilder, AgentContainer, IContainerConfiguration>
{
    private readonly IDockerClient _client;

    public AgentContainerBuilder(IDockerClient client)
        : this(new ContainerConfiguration(), client) => DockerResourceConfiguration = Init().DockerResourceConfiguration;

    private AgentContainerBuilder(IContainerConfiguration configuration, IDockerClient client)
        : base(configuration)
    {
        DockerResourceConfiguration = configuration;
        _client = client;
    }

    protected override IContainerConfiguration DockerResourceConfiguration { get; }

    public override AgentContainer Build()
    {
        Validate();
        return new AgentContainer(DockerResourceConfiguration, _client);
    }

    protected override AgentContainerBuilder Clone(IResourceConfiguration<CreateContainerParameters> resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new ContainerConfiguration(resourceConfiguration));

    protected override AgentContainerBuilder Clone(IContainerConfiguration resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new ContainerConfiguration(resourceConfiguration));

    protected override AgentContainerBuilder Merge(IContainerConfiguration oldValue, IContainerConfiguration newValue) =>
        new(new ContainerConfiguration(oldValue, newValue), _client);
}
