using System.Globalization;
using System.Security.Cryptography;
using TraceToll.Hosts;

namespace TraceToll.Containers;

/// <summary>The containers' network, and what is needed to start containers in it.</summary>
internal sealed class OpenContainers : OpenTestbed
{
    private readonly Engine _engine;
    private readonly EngineWatch _watch;
    private readonly string _name;
    private bool _closed;

    private OpenContainers(Engine engine, EngineWatch watch, string name)
    {
        _engine = engine;
        _watch = watch;
        _name = name;
    }

    /// <summary>Takes the engine over when it succeeds.</summary>
    public static async Task<OpenTestbed> CreateAsync(Engine engine, ContainerLimits limits, CancellationToken cancellationToken)
    {
        if (limits.MemoryBytes != null && !engine.LimitsMemory)
        {
            throw new RigFailureException($"the engine at {engine.Endpoint} cannot limit the memory of containers: its kernel has no cgroup for it", "boot with cgroup_enable=memory, or leave memory= out");
        }

        await LeftOvers.RemoveAsync(engine, cancellationToken);
        var image = await AgentImage.EnsureAsync(engine, AgentBinary.Path, cancellationToken);
        var name = $"tracetoll-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
        var network = await MakeNetworkAsync(engine, name, cancellationToken);
        var watch = new EngineWatch(engine, name);
        var machine = new LocalHost();
        return new OpenContainers(engine, watch, name)
        {
            Sender = new ContainerHost(engine, watch, new ContainerPlace(name, "sender", image, name, network.Sender, limits)),
            Responder = new ContainerHost(engine, watch, new ContainerPlace(name, "responder", image, name, network.Responder, limits)),
            SenderTracer = machine,
            ResponderTracer = machine,
            ResponderAddress = network.Responder,
            SameKernel = true,
            Facts =
            [
                $"sender and responder in two containers of {engine.Name}, from an image of the agent alone; bpftrace on this machine",
                "a bridge network of their own, without a way out",
                $"each container may use {Cpus(limits)} and {Memory(limits)}",
            ],
        };
    }

    public override Task<RigFailureException?> FindFaultAsync(CancellationToken cancellationToken) => _watch.FindFaultAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        int[] running = [.. await ((ContainerHost)Sender).CloseAsync(), .. await ((ContainerHost)Responder).CloseAsync()];
        LeftOvers.Release(_name);
        try
        {
            await LeftOvers.RemoveAsync(_engine, CancellationToken.None);
        }
        catch (RigFailureException failure)
        {
            var processes = running.Length > 0 ? $", and their processes run on: end them with 'sudo kill -9 {string.Join(" ", running)}'" : "";
            throw new RigFailureException($"the containers and the network {_name} may be left behind, as {failure.Message}",
                $"start the engine again; the next run removes them{processes}");
        }
        finally
        {
            await _watch.DisposeAsync();
            _engine.Dispose();
        }
    }

    private static async Task<LoadNetwork> MakeNetworkAsync(Engine engine, string name, CancellationToken cancellationToken)
    {
        LeftOvers.Keep(name);
        try
        {
            return await LoadNetwork.CreateAsync(engine, name, cancellationToken);
        }
        catch (Exception cancelled) when (cancelled is OperationCanceledException or RigFailureException)
        {
            // An engine that was slow may have made it all the same.
            LeftOvers.Release(name);
            await LeftOvers.RemoveAsync(engine, CancellationToken.None);
            throw;
        }
    }

    private static string Cpus(ContainerLimits limits) => limits.Cpus is { } cpus ? $"CPUs {cpus}" : "all CPUs";

    private static string Memory(ContainerLimits limits) => limits.MemoryBytes is { } bytes
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB of memory")
        : "as much memory as there is";
}
