using System.Security.Cryptography;

namespace TraceToll.Remote.Ssh;

/// <summary>
/// The folder of a host that files are brought to. A name has its content's hash in it, so a file is brought once; it is looked at again each
/// time, and gets its name only when it is whole.
/// </summary>
internal sealed class HostCache(SshConnection connection, string folder)
{
    private const int NameDigits = 16;

    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(5);

    /// <summary>Brings a file, under a name that has its content in it.</summary>
    /// <returns>Its path on the host.</returns>
    /// <exception cref="RigFailureException">It cannot be read here, or not written there.</exception>
    public async Task<string> BringAsync(string path, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(path, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var (brought, _) = await BringAsync($"{hash[..NameDigits]}{Path.GetExtension(path)}", hash, () => new MemoryStream(content), "644", cancellationToken);
        return brought;
    }

    /// <summary>Brings the agent.</summary>
    /// <returns>Its path on the host, and whether it had to be sent.</returns>
    /// <exception cref="RigFailureException">It cannot be written there.</exception>
    public Task<(string Path, bool Sent)> BringAsync(AgentFile agent, CancellationToken cancellationToken) =>
        BringAsync(agent.Name, agent.Hash, () => File.OpenRead(agent.Path), "755", cancellationToken);

    private async Task<(string Path, bool Sent)> BringAsync(string name, string hash, Func<Stream> open, string mode, CancellationToken cancellationToken)
    {
        var target = $"{folder}/{name}";
        var look = await connection.AskAsync(
            $"look for {name} in {folder}", ShellText.Script($"f={ShellText.Quote(target)}; [ -r \"$f\" ] && sha256sum < \"$f\""), input: null, LookPatience, cancellationToken);
        if (look.Output.Any(line => line.StartsWith(hash, StringComparison.Ordinal)))
        {
            return (target, false);
        }

        await using var content = open();
        var sent = await connection.AskAsync($"take {name} into {folder}", ShellText.Script(Upload(target, hash, mode)), content, UploadPatience, cancellationToken);
        var entry = connection.Entry;
        return sent.ExitCode == 0 ? (target, true) : throw new RigFailureException(
            $"nothing can be brought to {entry}, into {folder}: {sent.Words}", "make room there, let the user write into that folder, and have sha256sum (coreutils) installed");
    }

    // Whoever breaks off, of a file that is not whole nothing stays. The content is taken to its end in any case, as HeldCommand has it.
    private string Upload(string target, string hash, string mode) => $$"""
        umask 022
        t={{ShellText.Quote(folder)}}/.upload-$$
        trap 'rm -f "$t"' EXIT
        trap "exit 1" HUP INT TERM PIPE
        mkdir -p {{ShellText.Quote(folder)}} && cat > "$t" || { cat > /dev/null; exit 1; }
        s=$(sha256sum < "$t") || exit 1
        [ "${s%% *}" = {{hash}} ] || { echo "it did not arrive whole" >&2; exit 1; }
        chmod {{mode}} "$t" && mv -f "$t" {{ShellText.Quote(target)}}
        """;

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RigFailureException($"{path} cannot be read: {unreadable.Message}", "look at its name and rights");
        }
    }
}
