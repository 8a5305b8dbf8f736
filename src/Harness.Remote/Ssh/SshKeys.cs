using Renci.SshNet;
using Renci.SshNet.Common;

namespace TraceToll.Remote.Ssh;

/// <summary>What a host's user logs in with: a key file, or what the SSH agent holds.</summary>
internal static class SshKeys
{
    public const string AgentVariable = "SSH_AUTH_SOCK";

    /// <exception cref="RigFailureException">There is no key that can be used.</exception>
    public static IPrivateKeySource[] Of(HostEntry entry)
    {
        if (entry.Host.Key == null)
        {
            return [FromAgent(entry)];
        }

        var path = PathOf(entry.Host.Key, entry.File);
        try
        {
            return [new PrivateKeyFile(path)];
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            throw new RigFailureException($"the key {path} of {entry} has a passphrase", $"give it to the SSH agent (ssh-add {path}), and take \"key\" out of {entry.Record}");
        }
        // What a damaged key makes of the parsers below is not listed anywhere.
        catch (Exception unusable) when (unusable is not OutOfMemoryException)
        {
            throw new RigFailureException($"the key {path} of {entry} cannot be used: {unusable.Message}", $"name a private key that can be read with \"key\" of {entry.Record}");
        }
    }

    /// <summary>What messages call it.</summary>
    public static string Name(HostEntry entry) => entry.Host.Key is { } key ? $"the key {PathOf(key, entry.File)}" : "the keys of the SSH agent";

    private static SshAgentKeys FromAgent(HostEntry entry)
    {
        if (Environment.GetEnvironmentVariable(AgentVariable) is not { Length: > 0 } socket)
        {
            throw new RigFailureException($"{entry} has no \"key\", and there is no SSH agent ({AgentVariable} is not set)",
                $"name a private key with \"key\" of {entry.Record}, or start an SSH agent and add a key to it");
        }

        try
        {
            var keys = SshAgentKeys.Read(socket);
            return keys.HostKeyAlgorithms.Count > 0 ? keys
                : throw new RigFailureException($"the SSH agent at {socket} holds no key for {entry}", $"add one with ssh-add, or name a file with \"key\" of {entry.Record}");
        }
        catch (Exception silent) when (silent is IOException or System.Net.Sockets.SocketException or InvalidDataException)
        {
            throw new RigFailureException($"the SSH agent at {socket} does not answer for {entry}: {silent.Message}", $"start it again, or name a file with \"key\" of {entry.Record}");
        }
    }

    private static string PathOf(string key, string hostsFile)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return key.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, key[2..]) : Path.GetFullPath(key, Path.GetDirectoryName(hostsFile)!);
    }
}
