using System.Globalization;
using TraceToll.Hosts;

namespace TraceToll.Remote;

/// <summary>
/// Two hosts over SSH, or several pairs of them, by hosts.json. The load goes from the one to the other without touching the SSH connections; their clocks are never
/// compared.
/// </summary>
public sealed class RemoteTestbed : Testbed
{
    private const string Remote = "remote";

    private readonly HostsFile? _hosts;
    private readonly int? _pairs;

    /// <param name="hosts">The hosts; null: those of TRACETOLL_HOSTS, or of the nearest hosts.json, looked for when it is opened.</param>
    public RemoteTestbed(HostsFile? hosts = null)
        : this(Remote, hosts)
    {
    }

    private RemoteTestbed(string name, HostsFile? hosts, int? pairs = null)
        : base(name) => (_hosts, _pairs) = (hosts, pairs);

    /// <summary>Whether both have the same hosts, from one file; those that look for the file when they are opened are equal.</summary>
    public override bool Equals(Testbed? other) =>
        other is RemoteTestbed remote && Name == other.Name && (_hosts?.Path, _hosts?.ToJson()) == (remote._hosts?.Path, remote._hosts?.ToJson());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Testbed);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, _hosts?.Path);

    /// <inheritdoc/>
    public override string? Requirement => "ssh";

    /// <inheritdoc/>
    internal override string Label => _hosts?.Sender.Address ?? Name;

    /// <summary>Reads <c>remote</c>: all pairs of the hosts file; or <c>remote,pairs=N</c>, where it has to have so many.</summary>
    /// <exception cref="FormatException">It has other parameters.</exception>
    public static new Testbed Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (pairs, rest) = FleetTestbed.Peel(name);
        return rest == Remote
            ? new RemoteTestbed(name, null, name == rest ? null : pairs)
            : throw new FormatException($"'{name}' is no testbed: {Remote} takes no parameters but pairs=N; {HostsFile.Variable} names the file with its hosts");
    }

    /// <inheritdoc/>
    public override Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        var absent = _hosts is null && HostsFile.Find() is null ? HostsFile.Absent() : null;
        return Task.FromResult(absent == null ? null : $"{absent.Message}; {absent.Remedy}");
    }

    /// <inheritdoc/>
    public override async Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken)
    {
        var hosts = _hosts ?? HostsFile.Load();
        var pairs = hosts.Pairs;
        if (_pairs is { } asked && asked != pairs.Count)
        {
            throw new RigFailureException(string.Create(CultureInfo.InvariantCulture, $"{Name} asks for {asked} pairs, and {hosts.Path} has {pairs.Count}"), $"change one of the two, or take {Remote} for all pairs of the file");
        }

        return pairs.Count == 1
            ? await OpenRemoteTestbed.OpenAsync(hosts, cancellationToken)
            : await new FleetTestbed(Name, [.. pairs.Select(pair => new RemoteTestbed(pair))]).OpenAsync(cancellationToken);
    }
}
