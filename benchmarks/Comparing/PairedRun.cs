using CliWrap.Exceptions;
using TraceToll.Experiments;

namespace TraceToll.Benchmarks;

/// <summary>Alternating pairs: ours, peer, peer, ours, ... so that a drift of the machine meets both.</summary>
internal sealed class PairedRun(Settings settings, int pairs)
{
    /// <returns>Null where the row is skipped.</returns>
    public async Task<RowResult?> RunAsync(Row row, CancellationToken cancellationToken)
    {
        if ((row.Ours.Needs?.Missing ?? row.Peer?.Needs?.Missing) is { } missing)
        {
            Console.Error.WriteLine($"{row.Name} is skipped: {missing}");
            return null;
        }

        List<Pair> good = [];
        for (var pair = 1; pair <= pairs; pair++)
        {
            // One measurement at a time on a machine; between pairs somebody else may have theirs.
            await using var alone = await MeasurementLock.TakeAsync(
                MeasurementLock.SharedFolder, holder => Console.Error.WriteLine($"waiting for {holder}"), TimeProvider.System, cancellationToken);
            await Quiet.WaitAsync(TimeProvider.System, cancellationToken);
            var (ours, peer) = await BothAsync(row, pair, cancellationToken);
            if (ours != null && (peer != null || row.Peer == null))
            {
                good.Add(new Pair(ours, peer));
            }
        }

        return new RowResult(row, good, pairs - good.Count);
    }

    private async Task<(Turn? Ours, Turn? Peer)> BothAsync(Row row, int pair, CancellationToken cancellationToken)
    {
        if (row.Peer == null)
        {
            return (await TryAsync(row, row.Ours, pair, cancellationToken), null);
        }

        if (pair % 2 == 1)
        {
            var first = await TryAsync(row, row.Ours, pair, cancellationToken);
            return (first, await TryAsync(row, row.Peer, pair, cancellationToken));
        }

        var peer = await TryAsync(row, row.Peer, pair, cancellationToken);
        return (await TryAsync(row, row.Ours, pair, cancellationToken), peer);
    }

    private async Task<Turn?> TryAsync(Row row, Side side, int pair, CancellationToken cancellationToken)
    {
        var (steal, load) = (Machine.ReadStealMs(), Machine.ReadLoadAverage());
        try
        {
            var figures = await side.RunAsync(settings, cancellationToken);
            var turn = new Turn(figures, Machine.ReadStealMs() - steal, load);
            var told = string.Join(", ", figures.Select(figure => FormattableString.Invariant($"{figure.Key} {figure.Value:#,0.###}")));
            Console.Error.WriteLine(FormattableString.Invariant(
                $"{row.Name} {pair}/{pairs} {side.Name}: {told}; steal {turn.StealMs} ms, load before {load:0.00}"));
            return turn;
        }
        catch (Exception failure) when (failure is RigFailureException or CommandExecutionException)
        {
            Console.Error.WriteLine($"{row.Name} {pair}/{pairs} {side.Name} failed and is not counted: {failure.Message}");
            return null;
        }
    }
}
