using TraceToll.Hosts;

namespace TraceToll.Remote;

/// <summary>
/// Two hosts over SSH, by hosts.json. The load goes from the one to the other without touching the SSH connections; their clocks are never
/// compared.
/// </summary>
public sealed class RemoteTestbed : Testbed
{
    private const string Remote = "remote";

    private readonly HostsFile? _hosts;

    /// <param name="hosts">The hosts; null: those of TRACETOLL_HOSTS, or of the nearest hosts.json, looked for when it is opened.</param>
    public RemoteTestbed(HostsFile? hosts = null)
        : base(Remote) => _hosts = hosts;

    /// <summary>Whether both have the same hosts, from one file; those that look for the file when they are opened are equal.</summary>
    public override bool Equals(Testbed? other) =>
        other is RemoteTestbed remote && (_hosts?.Path, _hosts?.ToJson()) == (remote._hosts?.Path, remote._hosts?.ToJson());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Testbed);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, _hosts?.Path);

    /// <inheritdoc/>
    public override string? Requirement => "ssh";

    /// <summary>Reads <c>remote</c>.</summary>
    /// <exception cref="FormatException">It has parameters.</exception>
    public static new Testbed Parse(string name) => name == Remote
        ? new RemoteTestbed()
        : throw new FormatException($"'{name}' is no testbed: {Remote} takes no parameters; {HostsFile.Variable} names the file with its hosts");

    /// <inheritdoc/>
    public override Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        var absent = _hosts is null && HostsFile.Find() is null ? HostsFile.Absent() : null;
        return Task.FromResult(absent == null ? null : $"{absent.Message}; {absent.Remedy}");
    }

    /// <inheritdoc/>
    public override async Task<OpenTestbed> OpenAsync(CancellationToken cancellationToken) => await OpenRemoteTestbed.OpenAsync(_hosts ?? HostsFile.Load(), cancellationToken);
}
