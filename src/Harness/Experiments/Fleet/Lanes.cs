using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Experiments.Fleet;

/// <summary>
/// The loads of an experiment, side by side. What is done is done in all of them at once; the first that fails stops the others, and is the
/// one that is told of.
/// </summary>
internal sealed class Lanes : IAsyncDisposable
{
    private readonly IReadOnlyList<Lane> _lanes;

    private Lanes(IReadOnlyList<Lane> lanes) => _lanes = lanes;

    public static async Task<Lanes> OpenAsync(IReadOnlyList<RunContext> contexts, TimeSpan settling, CancellationToken cancellationToken)
    {
        var (meeting, ports) = (new Meeting(contexts.Count), new TracedPorts());
        var lanes = new Lane?[contexts.Count];
        try
        {
            await Together.EachAsync(contexts.Count, Together.AtOnce, (index, stop) => NamingAsync(contexts[index], async () =>
                lanes[index] = await Lane.OpenAsync(contexts[index], settling, meeting, ports, stop)), cancellationToken);
            return new Lanes([.. lanes.Select(lane => lane!)]);
        }
        catch
        {
            await new Lanes([.. lanes.OfType<Lane>()]).DisposeAsync();
            throw;
        }
    }

    public Task PassAsync(TimeSpan time, CancellationToken cancellationToken) => EachAsync((lane, stop) => lane.PassAsync(time, stop), cancellationToken);

    /// <summary>Measures in all at the same time.</summary>
    /// <returns>The slices, in the order of the pairs.</returns>
    public async Task<IReadOnlyList<Slice>> MeasureAsync(int block, TracingMode mode, SliceUse use, TimeSpan length, CancellationToken cancellationToken)
    {
        var slices = new Slice[_lanes.Count];
        await EachAsync(async (lane, index, stop) => slices[index] = await lane.MeasureAsync(block, mode, use, length, stop), cancellationToken);
        return slices;
    }

    public Task FinishAsync(CancellationToken cancellationToken) => EachAsync((lane, stop) => lane.FinishAsync(stop), cancellationToken);

    // All at once: each may take a moment to end what it has started.
    public async ValueTask DisposeAsync() => await Task.WhenAll(_lanes.Select(lane => lane.DisposeAsync().AsTask()));

    private Task EachAsync(Func<Lane, CancellationToken, Task> work, CancellationToken cancellationToken) => EachAsync((lane, _, stop) => work(lane, stop), cancellationToken);

    // All of them, as they wait for each other.
    private Task EachAsync(Func<Lane, int, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Together.EachAsync(_lanes.Count, _lanes.Count, (index, stop) => NamingAsync(_lanes[index].Context, () => work(_lanes[index], index, stop)), cancellationToken);

    private static async Task NamingAsync(RunContext context, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RigFailureException failure) when (context.Pair is { } pair)
        {
            throw failure.Of(pair.Name);
        }
    }
}
