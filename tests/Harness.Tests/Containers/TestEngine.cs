using System.Diagnostics;
using System.Runtime.CompilerServices;
using Docker.DotNet;
using Docker.DotNet.Models;
using TraceToll.Containers;
using TraceToll.Tests.EndToEnd;

namespace TraceToll.Tests.Containers;

/// <summary>The engine that tests use, looked at beside the harness; or one of a test's own.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly string? _name;

    private TestEngine(Uri address, string? name)
    {
        Address = address;
        _name = name;
        Client = new DockerClientBuilder().WithEndpoint(address).Build();
    }

    public Uri Address { get; }

    public IDockerClient Client { get; }

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["TRACETOLL_DOCKER_HOST"] = $"{Address}" };

    public static TestEngine Shared() => new(EngineAddress.Find(System.Environment.GetEnvironmentVariable), null);

    public static async Task<TestEngine> StartAsync(string name) => new(new Uri((await ScriptAsync("start", name)).Trim()), name);

    /// <summary>Kills the engine; its containers run on.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>Ends the engine as an administrator does; it ends its containers.</summary>
    public Task StopAsync() => EndAsync("TERM");

    /// <summary>The containers of that owner, running or not.</summary>
    public async Task<IReadOnlyList<ContainerListResponse>> ContainersAsync(int owner) =>
        [.. (await Client.Containers.ListContainersAsync(new ContainersListParameters { All = true })).Where(each => IsOf(each.Labels, owner))];

    public async Task<IReadOnlyList<NetworkResponse>> NetworksAsync(int owner) => [.. (await Client.Networks.ListNetworksAsync()).Where(each => IsOf(each.Labels, owner))];

    /// <summary>Processes in the running containers of that owner, as this machine counts them.</summary>
    public async Task<IReadOnlyList<int>> ProcessesAsync(int owner)
    {
        List<int> found = [];
        foreach (var container in await ContainersAsync(owner))
        {
            found.Add((int)(await Client.Containers.InspectContainerAsync(container.ID)).State!.Pid);
        }

        return [.. found.Where(process => process > 0)];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_name != null)
        {
            await ScriptAsync("stop", _name);
        }
    }

    private async Task EndAsync(string signal)
    {
        var process = int.Parse(await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(Address.LocalPath)!, "dockerd.pid")), System.Globalization.CultureInfo.InvariantCulture);
        Remote.Shell.Run("kill", $"-{signal}", $"{process}");
        await Eventually.HoldsAsync(() => !ProcessTree.IsAlive(process), () => $"the end of the engine {process}");
    }

    private static bool IsOf(IDictionary<string, string>? labels, int owner) =>
        labels != null && labels.TryGetValue(Owner.Label, out var text) && text.StartsWith($"{owner}:", StringComparison.Ordinal);

    private static async Task<string> ScriptAsync(string verb, string name, [CallerFilePath] string thisFile = "")
    {
        var script = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "eng", "docker.sh"));
        using var process = Process.Start(new ProcessStartInfo(script, [verb, name]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"eng/docker.sh {verb} {name} ended with {process.ExitCode}");
    }
}
