using TraceToll.Hosts;
using TraceToll.Remote.Ssh;

namespace TraceToll.Remote;

/// <summary>Two hosts with a connection to each.</summary>
internal sealed class OpenRemoteTestbed : OpenTestbed
{
    private readonly IReadOnlyList<ReadyHost> _hosts;

    private OpenRemoteTestbed(IReadOnlyList<ReadyHost> hosts) => _hosts = hosts;

    /// <exception cref="RigFailureException">A host cannot be made ready.</exception>
    public static async Task<OpenRemoteTestbed> OpenAsync(HostsFile file, CancellationToken cancellationToken)
    {
        var agent = AgentFile.Read();
        var opening = HostEntry.Of(file).Select(entry => ReadyHost.OpenAsync(entry, agent, cancellationToken)).ToList();
        try
        {
            return Of(file, await Task.WhenAll(opening));
        }
        catch
        {
            foreach (var opened in opening.Where(each => each.IsCompletedSuccessfully))
            {
                await opened.Result.DisposeAsync();
            }

            throw;
        }
    }

    public static OpenRemoteTestbed Of(HostsFile file, IReadOnlyList<ReadyHost> hosts)
    {
        var (sender, responder) = (hosts[0], hosts[1]);

        // Found out, not taken from addresses: two names may lead to one machine, and two network namespaces have one kernel.
        var sameKernel = sender.Identity.BootId == responder.Identity.BootId;
        var address = HostValues.Address(file.Responder)!;
        return new OpenRemoteTestbed(hosts)
        {
            Sender = sender.Host,
            Responder = responder.Host,
            SenderTracer = sender.Tracer,
            ResponderTracer = sameKernel ? sender.Tracer : responder.Tracer,
            ResponderAddress = address,
            SameKernel = sameKernel,
            SenderCpus = file.Sender.Cpus,
            ResponderCpus = file.Responder.Cpus,
            Facts =
            [
                $"sender on {file.Sender}, responder on {file.Responder}, over SSH{(sameKernel ? "; both are one machine (one kernel)" : "")}",
                $"the load goes to {address} directly, not through SSH",
            ],
        };
    }

    /// <inheritdoc/>
    public override async Task<RigFailureException?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var faults = await Task.WhenAll(_hosts.Select(host => host.FindFaultAsync(cancellationToken)));
        return faults.FirstOrDefault(fault => fault != null);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask()));
        if (_hosts.SelectMany(host => host.Left).ToList() is { Count: > 0 } left)
        {
            throw new RigFailureException($"what could not be ended may still run: {string.Join("; ", left)}", "end it there ('sudo kill -9' with its process), before you measure again");
        }
    }
}
