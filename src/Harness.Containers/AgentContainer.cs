using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace TraceToll.Containers;

/// <summary>
/// A container whose standard input is ours. It is attached to before it starts, so that nothing it says is missed, and so that its input
/// is closed whenever we die. Disposing removes it.
/// </summary>
internal sealed class AgentContainer(IContainerConfiguration configuration, IDockerClient client) : DockerContainer(configuration)
{
    /// <summary>Its standard input, output and error; set once it has started.</summary>
    public MultiplexedStream? Attached { get; private set; }

    /// <summary>Null before the engine has made it.</summary>
    public string? KnownId => Exists() ? Id : null;

    // Not the base's: that waits until the container runs, and an agent may have done its work by then.
    protected override async Task UnsafeStartAsync(CancellationToken ct = default)
    {
        var all = new ContainerAttachParameters { Stream = true, Stdin = true, Stdout = true, Stderr = true };
        Attached = await client.Containers.AttachContainerAsync(Id, all, ct);
        await client.Containers.StartContainerAsync(Id, new ContainerStartParameters(), ct);
    }

    // Nothing is to be stopped gently and kept.
    protected override Task UnsafeStopAsync(CancellationToken ct = default) => UnsafeDeleteAsync(ct);

    protected override async ValueTask DisposeAsyncCore()
    {
        Attached?.Dispose();
        await base.DisposeAsyncCore();
    }
}
