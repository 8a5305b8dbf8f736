using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using DotNet.Testcontainers.Configurations;

namespace TraceToll.Containers;

/// <summary>
/// An engine that answers, in a version of the API that it speaks. Testcontainers asks for 1.44 unless it is told: 20.10 has 1.41, and what
/// comes after 29 may have dropped 1.44.
/// </summary>
internal sealed class Engine : IDockerEndpointAuthenticationConfiguration, IDisposable
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);
    private static readonly Version Preferred = new(1, 44);

    private Engine(Uri endpoint, Version version, string name, bool limitsMemory)
    {
        LimitsMemory = limitsMemory;
        Endpoint = endpoint;
        Version = version;
        Name = name;
        Client = GetDockerClientBuilder().Build();
    }

    public Uri Endpoint { get; }

    public Version Version { get; }

    public IAuthProvider? AuthProvider => null;

    /// <summary>What it is, such as <c>Docker 20.10.24</c>.</summary>
    public string Name { get; }

    /// <summary>Whether its kernel can hold a container to an amount of memory; an engine that cannot drops the limit with a warning.</summary>
    public bool LimitsMemory { get; }

    public IDockerClient Client { get; }

    /// <exception cref="RigFailureException">It is not there, may not be used, does not answer, or runs on another kernel.</exception>
    public static async Task<Engine> ConnectAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        if (!File.Exists(endpoint.LocalPath))
        {
            throw new RigFailureException($"there is no engine at {endpoint}",
                "install Docker ('sudo apt-get install docker.io') and start it ('sudo systemctl start docker'), or let DOCKER_HOST name an engine's socket");
        }

        // Without a version in its path a request is answered by any.
        using var client = new DockerClientBuilder().WithEndpoint(endpoint).Build();
        return await EngineFailures.TellAsync(endpoint, "say its version", AnswerPatience, async limit =>
        {
            var version = await client.System.GetVersionAsync(limit);
            var system = await client.System.GetSystemInfoAsync(limit);
            var kernel = (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease", limit)).Trim();
            if (system.KernelVersion != kernel)
            {
                throw new RigFailureException(
                    $"the engine at {endpoint} runs on Linux {system.KernelVersion}, not on this machine's {kernel}, and bpftrace would see nothing of the load",
                    "use an engine that runs on this machine itself, not in a virtual machine");
            }

            return new Engine(endpoint, Choose(version.APIVersion, version.MinAPIVersion), NameOf(version.Components?.FirstOrDefault()?.Name, version.Version), system.MemoryLimit);
        }, cancellationToken);
    }

    public DockerClientBuilder GetDockerClientBuilder(Guid sessionId = default) => new DockerClientBuilder().WithEndpoint(Endpoint).WithApiVersion(Version);

    /// <summary>Does something with the engine, and says what the engine was to do when it fails.</summary>
    /// <exception cref="RigFailureException">The engine refused, did not answer in time, or is gone.</exception>
    public Task<T> AskAsync<T>(string what, TimeSpan patience, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        EngineFailures.TellAsync(Endpoint, what, patience, ask, cancellationToken);

    public Task AskAsync(string what, TimeSpan patience, Func<CancellationToken, Task> ask, CancellationToken cancellationToken) =>
        EngineFailures.TellAsync(Endpoint, what, patience, async limit =>
        {
            await ask(limit);
            return true;
        }, cancellationToken);

    public void Dispose() => Client.Dispose();

    /// <summary>The version of the API to speak: the one that the client is made for, as far as the engine goes along.</summary>
    internal static Version Choose(string newest, string? oldest)
    {
        var most = Read(newest) ?? Preferred;
        var least = Read(oldest) ?? most;
        return Preferred > most ? most : Preferred < least ? least : Preferred;
    }

    private static Version? Read(string? text) => Version.TryParse(text, out var version) ? version : null;

    private static string NameOf(string? component, string version) => string.Create(CultureInfo.InvariantCulture,
        $"{(component?.Contains("Podman", StringComparison.OrdinalIgnoreCase) == true ? "Podman" : "Docker")} {version.Split('+')[0]}");
}
