using TraceToll.Experiments.Fleet;
using TraceToll.Recordings;
using TraceToll.Recordings.Fleet;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>Runs <see cref="Interleaved"/>: one connection, block after block, then one counted slice of each traced mode; on a fleet, in all pairs at once.</summary>
/// <param name="context">The experiment, and its recording.</param>
/// <param name="pairs">That of each pair of a fleet, each with a recording of its own; where there is but one pair, <paramref name="context"/> alone.</param>
/// <param name="plan">The plan.</param>
/// <param name="time">The clock.</param>
internal sealed class InterleavedRunner(RunContext context, IReadOnlyList<RunContext> pairs, Interleaved plan, TimeProvider time)
{
    private static readonly TimeSpan UsualAttachment = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lanes = await Lanes.OpenAsync(pairs, plan.Settling, cancellationToken);
        context.Writer.Note(manifest => manifest with
        {
            AgentBuild = string.Join(", ", pairs.Select(pair => pair.Writer.Manifest.AgentBuild).Distinct()),
            MemoryLocked = pairs.All(pair => pair.Writer.Manifest.MemoryLocked == true),
        });
        var start = time.GetTimestamp();
        context.Teller.Begin(plan.Blocks, mayEndEarlier: context.Experiment.IsKnown != null);
        context.Teller.Expect(FirstGuess());
        context.Teller.Tell("warming up");
        await lanes.PassAsync(plan.WarmUp, cancellationToken);

        var order = new Random(plan.Seed!.Value);
        var counted = context.Modes.Where(mode => mode.IsTraced).ToList();
        var looking = new Looking(context, plan.Blocks);
        for (var block = 1; looking.GoesOn(block); block++)
        {
            if (!FitsInto(plan.Limit, block, time.GetElapsedTime(start), counted.Count))
            {
                looking.EndByLimit();
                break;
            }

            var modes = context.Modes.ToArray();
            order.Shuffle(modes);
            foreach (var mode in modes)
            {
                await MeasureAsync(lanes, block, mode, SliceUse.Compared, cancellationToken);
            }

            Expect(block, looking.Left, time.GetElapsedTime(start), counted.Count);
        }

        foreach (var mode in counted)
        {
            await MeasureAsync(lanes, context.Writer.Slices[^1].Block, mode, SliceUse.Counted, cancellationToken);
        }

        context.Teller.Tell("finishing");
        await lanes.FinishAsync(cancellationToken);
        context.Writer.Note(manifest => manifest with
        {
            Sent = [.. pairs.SelectMany(pair => pair.Writer.Manifest.Sent)],
            Responded = FleetTotals.Of([.. pairs.Select(pair => pair.Writer.Manifest.Responded!)]),
        });
    }

    private async Task MeasureAsync(Lanes lanes, int block, TracingMode mode, SliceUse use, CancellationToken cancellationToken)
    {
        var slices = await lanes.MeasureAsync(block, mode, use, plan.Slice, cancellationToken);
        if (pairs[0].Pair != null)
        {
            context.Writer.Add(MergedSlice.Of([.. slices.Select((slice, index) => (pairs[index].Pair!.Name, slice))]));
        }
    }

    /// <summary>Whether one more block, and the counted slices after it, are likely to end in time. The first block always runs.</summary>
    private bool FitsInto(TimeSpan? limit, int block, TimeSpan elapsed, int counted) =>
        limit == null || block == 1 || elapsed + PerSlice(block - 1, elapsed) * (context.Modes.Count + counted) <= limit;

    /// <summary>How long it will take, before anything is known of this machine.</summary>
    private TimeSpan FirstGuess()
    {
        var traced = context.Modes.Count(mode => mode.IsTraced);
        var slices = (plan.Blocks * context.Modes.Count) + traced;
        var all = plan.WarmUp + (slices * (plan.Settling + plan.Slice)) + ((plan.Blocks + 1) * traced * UsualAttachment);
        return plan.Limit is { } limit && limit < all ? limit : all;
    }

    /// <summary>From the blocks that were measured: those that are left and fit into the limit take as long as they did.</summary>
    private void Expect(int block, int blocksLeft, TimeSpan elapsed, int counted)
    {
        var perSlice = PerSlice(block, elapsed);
        var afterwards = perSlice * counted;
        var fitting = plan.Limit is { } limit ? (int)Math.Max(0, (limit - elapsed - afterwards) / (perSlice * context.Modes.Count)) : int.MaxValue;
        context.Teller.Expect(elapsed + (perSlice * context.Modes.Count * Math.Min(blocksLeft, fitting)) + afterwards);
    }

    private TimeSpan PerSlice(int blocksDone, TimeSpan elapsed) => (elapsed - plan.WarmUp) / (blocksDone * context.Modes.Count);
}
