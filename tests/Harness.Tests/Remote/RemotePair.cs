using TraceToll.Hosts;
using TraceToll.Remote;
using TraceToll.Xunit;

namespace TraceToll.Tests.Remote;

/// <summary>Two SSH servers on this machine: two hosts that share a kernel, which has to be found out.</summary>
public sealed class RemotePair : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracetoll-ssh-").FullName;

    public RemotePair()
    {
        if (TestSshd.IsHere)
        {
            UserKey = MakeKey("user-key");
            Sender = Start("sender");
            Responder = Start("responder");
        }
    }

    internal string UserKey { get; } = "";

    internal TestSshd Sender { get; } = null!;

    internal TestSshd Responder { get; } = null!;

    internal HostsFile Hosts => new() { Sender = Of(Sender), Responder = Of(Responder), Path = File("hosts.json") };

    /// <summary>Skips, or fails where it is required, when there is no SSH server to start.</summary>
    internal static void Require()
    {
        Requirements.Require(TestSshd.IsHere, "ssh", "there is no sshd to start; sudo apt-get install openssh-server");
        RequireStaticAgent();
    }

    /// <summary>The same for an agent that can be brought to hosts.</summary>
    internal static void RequireStaticAgent() =>
        Requirements.Require(!System.IO.File.Exists(AgentBinary.Path + ".dll"), "ssh", "the agent is an ordinary .NET build; sudo apt-get install gcc libc6-dev lld, and build again");

    internal string File(string name) => Path.Combine(_folder, name);

    internal string MakeKey(string name, string kind = "ed25519")
    {
        Shell.Run("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", File(name));
        return File(name);
    }

    internal TestSshd Start(string name, IReadOnlyDictionary<string, string>? before = null, string? path = null) => TestSshd.Start(File(name), UserKey, before, path);

    internal RemoteHost Of(TestSshd server) => new()
    {
        Address = "127.0.0.1",
        Port = server.Port,
        User = Environment.UserName,
        Key = UserKey,
        HostKey = server.Fingerprint,
    };

    internal static string Write(HostsFile hosts)
    {
        System.IO.File.WriteAllText(hosts.Path, hosts.ToJson());
        return hosts.Path;
    }

    public void Dispose()
    {
        Sender?.Dispose();
        Responder?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
