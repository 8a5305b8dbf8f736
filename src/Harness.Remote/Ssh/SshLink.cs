using System.Diagnostics;
using TraceToll.Hosts;
using TraceToll.Protocol;

namespace TraceToll.Remote.Ssh;

/// <summary>
/// Pings an agent of the host over the connection. A network that is cut says nothing to either end: here the connection is taken for
/// lost when no answer comes, and there the agent ends it when no ping does. The same in every tracing mode, so it is in no difference.
/// </summary>
internal sealed class SshLink : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly AgentProcess _agent;
    private readonly SshConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _pinging;
    private long _pings;

    private SshLink(AgentProcess agent, SshConnection connection)
    {
        _agent = agent;
        _connection = connection;
        _pinging = PingOnAsync();
    }

    /// <param name="host">Where the agent is started.</param>
    /// <param name="connection">The connection of that host.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<SshLink> StartAsync(SshHost host, SshConnection connection, CancellationToken cancellationToken)
    {
        var agent = await host.StartAgentAsync($"link agent on {host.Name}", ["link", "--lifetime", "86400"], cancellationToken);
        return new SshLink(agent, connection);
    }

    /// <summary>One ping and its answer; how long that took.</summary>
    /// <exception cref="RigFailureException">No answer came; the connection is then lost.</exception>
    public async Task<TimeSpan> PingAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var sent = Stopwatch.GetTimestamp();
            _agent.Say(new Ping(++_pings));
            await _agent.ExpectAsync<Pong>(Patience, cancellationToken);
            return Stopwatch.GetElapsedTime(sent);
        }
        catch (RigFailureException failure)
        {
            throw _connection.Lose(_agent.Failure.IsCompleted ? failure.Message : $"nothing came from it for {Patience.TotalSeconds} s");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pinging;
        await _agent.DisposeAsync();
        _stop.Dispose();
        _turn.Dispose();
    }

    private async Task PingOnAsync()
    {
        try
        {
            while (!_connection.Lost.IsCompleted)
            {
                await Task.Delay(Every, _stop.Token);
                await PingAsync(_stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (RigFailureException)
        {
            // The connection knows, and tells whoever uses it.
        }
    }
}
