using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace TraceToll.Containers;

/// <summary>An image that holds the agent and nothing else, so that it is made without a registry. Made once for an agent.</summary>
internal static class AgentImage
{
    // A name of a registry on this machine: whatever an engine makes of a name that it does not have, it asks nobody for it.
    private const string Repository = "localhost/tracetoll-agent";
    private const string HashLabel = "org.tracetoll.agent";
    private const int HashDigits = 16;
    private const string Dockerfile = "FROM scratch\nCOPY tracetoll-agent /tracetoll-agent\nENTRYPOINT [\"/tracetoll-agent\"]\n";
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BuildPatience = TimeSpan.FromSeconds(60);

    /// <returns>Its name.</returns>
    /// <exception cref="RigFailureException">The engine cannot build it.</exception>
    public static async Task<string> EnsureAsync(Engine engine, string agent, CancellationToken cancellationToken)
    {
        var content = await File.ReadAllBytesAsync(agent, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. content, .. Encoding.UTF8.GetBytes(Dockerfile)]))[..HashDigits];
        var name = $"{Repository}:{hash}";
        if (!await IsThereAsync(engine, name, cancellationToken))
        {
            await BuildAsync(engine, name, hash, content, cancellationToken);
        }

        return name;
    }

    private static Task<bool> IsThereAsync(Engine engine, string name, CancellationToken cancellationToken) =>
        engine.AskAsync("look for the agent's image", LookPatience, async limit =>
        {
            try
            {
                await engine.Client.Images.InspectImageAsync(name, limit);
                return true;
            }
            catch (DockerImageNotFoundException)
            {
                return false;
            }
        }, cancellationToken);

    private static Task BuildAsync(Engine engine, string name, string hash, byte[] agent, CancellationToken cancellationToken) =>
        engine.AskAsync("build the agent's image", BuildPatience, async limit =>
        {
            var parameters = new ImageBuildParameters
            {
                Tags = [name],
                Labels = new Dictionary<string, string> { [HashLabel] = hash },
                Remove = true,
                ForceRemove = true,
            };
            using var archive = Pack(agent);
            var answers = new BuildAnswers();
            await engine.Client.Images.BuildImageFromDockerfileAsync(parameters, archive, null, null, answers, limit);
            if (answers.Error is { } error)
            {
                throw new RigFailureException(
                    $"the engine at {engine.Endpoint} cannot build the agent's image: {error.Trim().TrimEnd('.')}",
                    "mend what it says (a full disk: 'docker system df'), and measure again");
            }
        }, cancellationToken);

    private static MemoryStream Pack(byte[] agent)
    {
        const UnixFileMode executable = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Dockerfile)) });
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "tracetoll-agent") { Mode = executable, DataStream = new MemoryStream(agent) });
        }

        archive.Position = 0;
        return archive;
    }

    /// <summary>What a build says, an error among it: by then the engine has answered that all is well.</summary>
    private sealed class BuildAnswers : IProgress<JSONMessage>
    {
        public string? Error { get; private set; }

        public void Report(JSONMessage value) => Error ??= value.Error?.Message;
    }
}
