using TraceToll.Experiments;

namespace TraceToll.Remote.Ssh;

/// <summary>A host that is connected, known, watched, and has the agent.</summary>
internal sealed class ReadyHost : IAsyncDisposable
{
    private readonly SshConnection _connection;

    private ReadyHost(SshConnection connection, HostIdentity identity, SshHost host, SshHost tracer, SshLink link)
    {
        _connection = connection;
        Identity = identity;
        Host = host;
        Tracer = tracer;
        Link = link;
    }

    public HostIdentity Identity { get; }

    /// <summary>Where the load runs.</summary>
    public SshHost Host { get; }

    /// <summary>The same host; another object where agents are started with sudo.</summary>
    public SshHost Tracer { get; }

    public SshLink Link { get; }

    /// <summary>The agents that could not be ended, and why.</summary>
    public IEnumerable<string> Left => Host.Left.Concat(Tracer.Left).Distinct();

    /// <exception cref="RigFailureException">It cannot be made ready.</exception>
    public static async Task<ReadyHost> OpenAsync(HostEntry entry, AgentFile agent, CancellationToken cancellationToken)
    {
        var connection = await SshConnection.OpenAsync(entry, cancellationToken);
        try
        {
            var identity = await HostIdentity.ReadAsync(connection, cancellationToken);
            agent.RequireMachine($"{entry}", identity.Machine);
            var cache = new HostCache(connection, identity.Cache);
            var (path, _) = await cache.BringAsync(agent, cancellationToken);
            if (entry.Host.Cpus != null)
            {
                var inspection = await HostInspection.ReadUnlockedAsync(new SshHost(connection, cache, path, sudo: false, identity.BootId), traces: false, cancellationToken);
                CpuCheck.Require(entry, inspection.Facts.CpusAllowed);
            }

            return await OpenAsync(connection, identity, cache, path, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>On a connection that becomes its own.</summary>
    public static async Task<ReadyHost> OpenAsync(
        SshConnection connection, HostIdentity identity, HostCache cache, string agentPath, CancellationToken cancellationToken)
    {
        var sudo = connection.Entry.Host.Sudo && !identity.IsRoot;
        if (sudo)
        {
            await SudoCheck.RequireAsync(connection, identity, agentPath, cancellationToken);
        }

        var host = new SshHost(connection, cache, agentPath, sudo: false, identity.BootId);
        var tracer = sudo ? new SshHost(connection, cache, agentPath, sudo, identity.BootId) : host;
        return new ReadyHost(connection, identity, host, tracer, await SshLink.StartAsync(host, connection, cancellationToken));
    }

    /// <summary>Whether the connection is there, asked now; what is wrong with it where it is not.</summary>
    public async Task<RigFailureException?> FindFaultAsync(CancellationToken cancellationToken)
    {
        if (_connection.Lost.IsCompleted)
        {
            return await _connection.Lost;
        }

        try
        {
            await Link.PingAsync(cancellationToken);
            return null;
        }
        catch (RigFailureException lost)
        {
            return lost;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
