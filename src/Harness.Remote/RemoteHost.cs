using System.Text.Json.Serialization;

namespace TraceToll.Remote;

/// <summary>A host that is reached over SSH: a record of hosts.json.</summary>
public sealed record RemoteHost
{
    /// <summary>Where SSH reaches it: a name or an address.</summary>
    [JsonRequired]
    public required string Address { get; init; }

    /// <summary>SSH's port, 1 to 65535.</summary>
    public int Port { get; init; } = 22;

    /// <summary>Who logs in.</summary>
    [JsonRequired]
    public required string User { get; init; }

    /// <summary>The private key's file, <c>~</c> allowed, relative to hosts.json; null: the keys of the SSH agent at SSH_AUTH_SOCK.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// The fingerprint of the host's key as <c>ssh-keygen -l</c> prints it, <c>SHA256:...</c>; null: not known yet, and the host is refused.
    /// </summary>
    public string? HostKey { get; init; }

    /// <summary>The address that the load goes to, an IPv4 or IPv6 address; null: <see cref="Address"/>, which then has to be one.</summary>
    public string? PrivateAddress { get; init; }

    /// <summary>Whether the tracer is started with <c>sudo -n</c>. Nothing else is.</summary>
    public bool Sudo { get; init; }

    /// <summary>The CPUs that the measuring loop may be kept on, by number; null: any that the host allows.</summary>
    public IReadOnlyList<int>? Cpus { get; init; }

    /// <summary>User, address, and the port where it is not 22.</summary>
    public override string ToString() => Port == 22 ? $"{User}@{Address}" : $"{User}@{Address}:{Port}";
}
