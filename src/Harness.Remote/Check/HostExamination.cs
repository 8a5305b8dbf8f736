using System.Globalization;
using TraceToll.Experiments;
using TraceToll.Remote.Ssh;

namespace TraceToll.Remote.Check;

/// <summary>Tries a host, step by step, until one fails that the next ones need.</summary>
internal sealed class HostExamination(HostEntry entry, AgentFile agent) : IAsyncDisposable
{
    private readonly List<HostCheck> _checks = [];
    private SshConnection? _connection;

    public IReadOnlyList<HostCheck> Checks => _checks;

    /// <summary>The host, when an agent can run on it; null otherwise.</summary>
    public ReadyHost? Ready { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            _connection = await TryAsync("reach, host key, login", () => SshConnection.OpenAsync(entry, cancellationToken),
                connection => $"{connection.ServerVersion}, {entry.Host.HostKey}");
            var identity = await TryAsync("CPU architecture", () => IdentifyAsync(_connection, cancellationToken), identity => $"Linux on {identity.Machine}");
            var cache = new HostCache(_connection, identity.Cache);
            var (path, _) = await TryAsync("agent", () => cache.BringAsync(agent, cancellationToken), brought => $"{brought.Path}, {(brought.Sent ? "sent now" : "there already")}");
            Ready = await TryAsync("rights, sudo", () => ReadyHost.OpenAsync(_connection, identity, cache, path, cancellationToken), RightsOf);
            AddRights(Ready);
            await TryAsync("SSH round trip", () => Ready.Link.PingAsync(cancellationToken), time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms"));
            await TryTracerAsync(Ready, cancellationToken);
        }
        catch (RigFailureException)
        {
            // It is among the checks, and what comes after needs it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Ready != null)
        {
            await Ready.DisposeAsync();
        }
        else if (_connection != null)
        {
            await _connection.DisposeAsync();
        }
    }

    private async Task<HostIdentity> IdentifyAsync(SshConnection connection, CancellationToken cancellationToken)
    {
        var identity = await HostIdentity.ReadAsync(connection, cancellationToken);
        agent.RequireMachine($"{entry}", identity.Machine);
        return identity;
    }

    private Task<IReadOnlyList<int>> RequireAsync(IReadOnlyList<int> cpus, IReadOnlyList<int> allowed)
    {
        CpuCheck.Require(entry, allowed);
        return Task.FromResult(cpus);
    }

    private async Task<T> TryAsync<T>(string what, Func<Task<T>> attempt, Func<T, string> found)
    {
        try
        {
            var result = await attempt();
            Add(what, HostCheckState.Good, found(result), "");
            return result;
        }
        catch (RigFailureException failure)
        {
            Add(what, HostCheckState.Failed, "", $"{failure.Message}; {failure.Remedy}");
            throw;
        }
    }

    private string RightsOf(ReadyHost host) => host.Identity.IsRoot ? "root" : entry.Host.Sudo ? "sudo -n, for the tracer alone" : "no root";

    private void AddRights(ReadyHost host)
    {
        if (!host.Identity.IsRoot && !entry.Host.Sudo)
        {
            _checks.RemoveAt(_checks.Count - 1);
            Add("rights, sudo", Untraced, RightsOf(host),
                $"nothing can be traced on {entry}, where user '{entry.Host.User}' is not root; {host.Tracer.RootRemedy}");
        }
    }

    private async Task TryTracerAsync(ReadyHost host, CancellationToken cancellationToken)
    {
        var inspection = await TryAsync("facts", () => HostInspection.ReadUnlockedAsync(host.Tracer, traces: true, cancellationToken),
            read => $"{read.Facts.OperatingSystem}, Linux {read.Facts.Kernel.Split(' ')[0]}, {read.Facts.CpusAllowed.Count} CPUs, agent {read.AgentBuild}");
        if (entry.Host.Cpus is { } cpus)
        {
            await TryAsync("CPUs of the loop", () => RequireAsync(cpus, inspection.Facts.CpusAllowed), _ => string.Join(", ", cpus));
        }

        var tracer = inspection.Facts.Tracer;
        if (tracer.Missing == null)
        {
            var probes = new[] { tracer.TcpProbe ? "tcp_probe" : "", tracer.TcpRcvEstablished ? "tcp_rcv_established" : "" }.Where(name => name.Length > 0);
            Add("bpftrace", HostCheckState.Good, $"{tracer.Version}: {string.Join(", ", probes)}", "");
        }
        else if (host.Identity.IsRoot || entry.Host.Sudo)
        {
            Add("bpftrace", Untraced, tracer.Version ?? "", $"nothing can be traced on {entry}: {tracer.Missing}; {tracer.Remedy}");
        }
    }

    // The sender is traced unless somebody asks for the other side.
    private HostCheckState Untraced => entry.Role == "sender" ? HostCheckState.Failed : HostCheckState.Without;

    private void Add(string what, HostCheckState state, string here, string problem) => _checks.Add(new HostCheck($"{entry.Role} {entry.Host}", what, state, here, problem));
}
