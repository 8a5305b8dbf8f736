using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Recordings;

namespace TraceToll.Experiments;

/// <summary>Runs <see cref="Interleaved"/>: one connection, block after block, then one counted slice of each traced mode.</summary>
internal sealed class InterleavedRunner(RunContext context, Interleaved plan, TimeProvider time)
{
    private static readonly TimeSpan UsualAttachment = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var load = await LoadSession.StartAsync(context, cancellationToken);
        var sender = await load.StartSenderAsync(messages: 0, warmUpReplies: 0, cancellationToken);
        var runner = new SliceRunner(context, load, sender, plan.Settling);
        var start = time.GetTimestamp();
        context.Teller.Begin(plan.Blocks);
        context.Teller.Expect(FirstGuess());
        context.Teller.Tell("warming up");
        await load.PassAsync(plan.WarmUp, cancellationToken);

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
                await runner.MeasureAsync(block, mode, SliceUse.Compared, plan.Slice, plan.Slice, cancellationToken);
            }

            Expect(block, time.GetElapsedTime(start), counted.Count);
        }

        foreach (var mode in counted)
        {
            await runner.MeasureAsync(context.Writer.Slices[^1].Block, mode, SliceUse.Counted, plan.Slice, plan.Slice, cancellationToken);
        }

        await FinishAsync(load, sender, cancellationToken);
    }

    private async Task FinishAsync(LoadSession load, AgentProcess sender, CancellationToken cancellationToken)
    {
        context.Teller.Tell("finishing");
        sender.Say(new Finish());
        var sent = await load.ExpectAsync<SendTotals>(sender, cancellationToken);
        var responded = await load.FinishAsync(cancellationToken);
        context.Writer.Note(manifest => manifest with { Sent = [sent], Responded = responded });
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

    private void Expect(int block, TimeSpan elapsed, int counted)
    {
        var all = elapsed + PerSlice(block, elapsed) * ((Math.Max(0, plan.Blocks - block) * context.Modes.Count) + counted);
        context.Teller.Expect(plan.Limit is { } limit && limit < all ? limit : all);
    }

    private TimeSpan PerSlice(int blocksDone, TimeSpan elapsed) => (elapsed - plan.WarmUp) / (blocksDone * context.Modes.Count);
}
