using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Experiments.Fleet;

/// <summary>A load and what measures it, from one sender to one responder: an experiment has one, or one for each pair of a fleet.</summary>
internal sealed class Lane : IAsyncDisposable
{
    private const int MostPorts = 50;

    private readonly LoadSession _load;
    private readonly AgentProcess _sender;
    private readonly SliceRunner _runner;

    private Lane(RunContext context, LoadSession load, AgentProcess sender, SliceRunner runner) => (Context, _load, _sender, _runner) = (context, load, sender, runner);

    public RunContext Context { get; }

    /// <summary>Starts the load.</summary>
    public static async Task<Lane> OpenAsync(RunContext context, TimeSpan settling, Meeting meeting, TracedPorts ports, CancellationToken cancellationToken)
    {
        var load = await ListenAsync(context, ports, cancellationToken);
        try
        {
            var sender = await load.StartSenderAsync(messages: 0, warmUpReplies: 0, cancellationToken);
            return new Lane(context, load, sender, new SliceRunner(context, load, sender, settling, meeting));
        }
        catch
        {
            await load.DisposeAsync();
            throw;
        }
    }

    public Task PassAsync(TimeSpan time, CancellationToken cancellationToken) => _load.PassAsync(time, cancellationToken);

    public Task<Slice> MeasureAsync(int block, TracingMode mode, SliceUse use, TimeSpan length, CancellationToken cancellationToken) =>
        _runner.MeasureAsync(block, mode, use, length, length, cancellationToken);

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        _sender.Say(new Finish());
        var sent = await _load.ExpectAsync<SendTotals>(_sender, cancellationToken);
        var responded = await _load.FinishAsync(cancellationToken);
        Context.Writer.Note(manifest => manifest with { Sent = [sent], Responded = responded });
    }

    public ValueTask DisposeAsync() => _load.DisposeAsync();

    /// <summary>Starts a responder, and another one while another pair of its kernel has the port that it was given.</summary>
    private static async Task<LoadSession> ListenAsync(RunContext context, TracedPorts ports, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostPorts; attempt++)
        {
            var load = await LoadSession.StartAsync(context, cancellationToken);
            if (ports.TryTake(context.Testbed, load.Port))
            {
                return load;
            }

            await load.DisposeAsync();
        }

        throw new RigFailureException($"the responder was given {MostPorts} ports one after the other that other pairs of its kernel have, and a tracer could not tell them apart",
            "measure fewer pairs on one machine");
    }
}
