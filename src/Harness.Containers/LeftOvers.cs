using System.Collections.Concurrent;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace TraceToll.Containers;

/// <summary>Containers and networks of owners that are gone, or of this process once it is done.</summary>
internal static class LeftOvers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);

    // By name: pairs of a fleet that are open, which the others of this process leave alone.
    private static readonly ConcurrentDictionary<string, bool> Open = [];

    /// <summary>From now on, what has this name or begins with it is in use.</summary>
    public static void Keep(string name) => Open[name] = true;

    /// <summary>From now on it is left over.</summary>
    public static void Release(string name) => Open.TryRemove(name, out _);

    /// <summary>Removes them, running or not.</summary>
    /// <exception cref="RigFailureException">The engine did not, or is gone.</exception>
    public static Task RemoveAsync(Engine engine, CancellationToken cancellationToken) =>
        engine.AskAsync("remove the containers and networks of a run that is over", Patience, async limit =>
        {
            var client = engine.Client;
            foreach (var container in await client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Ours }, limit))
            {
                if (Owner.IsLeftOver(container.Labels) && !container.Names.Any(IsOpen))
                {
                    await UnlessGoneAsync(RemoveAsync(client, container.ID, limit));
                }
            }

            foreach (var network in await client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = Ours }, limit))
            {
                if (Owner.IsLeftOver(network.Labels) && !IsOpen(network.Name))
                {
                    await UnlessGoneAsync(client.Networks.DeleteNetworkAsync(network.ID, limit));
                }
            }
        }, cancellationToken);

    // The engine writes a slash before the names of containers.
    private static bool IsOpen(string name) => Open.Keys.Any(open => name.TrimStart('/').StartsWith(open, StringComparison.Ordinal));

    /// <summary>Where a removal is under way already, waits until it is done.</summary>
    private static async Task RemoveAsync(IDockerClient client, string container, CancellationToken limit)
    {
        while (true)
        {
            try
            {
                await client.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true }, limit);
                return;
            }
            catch (DockerApiException busy) when (busy.StatusCode == System.Net.HttpStatusCode.Conflict)
            {
                await Task.Delay(BetweenAttempts, limit);
            }
        }
    }

    private static Dictionary<string, IDictionary<string, bool>> Ours => new() { ["label"] = new Dictionary<string, bool> { [Owner.Label] = true } };

    private static async Task UnlessGoneAsync(Task removal)
    {
        try
        {
            await removal;
        }
        catch (DockerApiException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            // Somebody else removed it.
        }
    }
}
