using TraceToll.Experiments.Fleet;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>Runs <see cref="SeparateRuns"/>: all runs of a mode, then the next mode; each run on a connection of its own.</summary>
internal sealed class SeparateRunsRunner(RunContext context, SeparateRuns plan, TimeProvider time)
{
    private static readonly TimeSpan CountedLength = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UsualAttachment = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var scenario = context.Experiment.Scenario;
        var seconds = plan.Messages / scenario.AverageRate;
        await using var load = await LoadSession.StartAsync(context, cancellationToken);
        var start = time.GetTimestamp();
        var (runs, done) = (plan.Runs * context.Modes.Count, 0);
        var afterwards = (CountedLength + UsualAttachment) * context.Modes.Count(mode => mode.IsTraced);
        context.Teller.Begin(plan.Runs);
        context.Teller.Expect((TimeSpan.FromSeconds(seconds) * runs) + (UsualAttachment * plan.Runs * context.Modes.Count(mode => mode.IsTraced)) + afterwards);
        foreach (var mode in context.Modes)
        {
            for (var run = 1; run <= plan.Runs; run++)
            {
                await RunOneAsync(load, mode, run, TimeSpan.FromSeconds(seconds), cancellationToken);
                var elapsed = time.GetElapsedTime(start);
                context.Teller.Expect(elapsed + (elapsed / ++done * (runs - done)) + afterwards);
            }
        }

        await CountRunsAsync(load, cancellationToken);
        var responded = await load.FinishAsync(cancellationToken);
        context.Writer.Note(manifest => manifest with { Responded = responded });
    }

    /// <summary>What the tracers do, counted by the kernel: a short slice of each traced mode, after all that is compared.</summary>
    private async Task CountRunsAsync(LoadSession load, CancellationToken cancellationToken)
    {
        var sender = await load.StartSenderAsync(messages: 0, warmUpReplies: 0, cancellationToken);
        var runner = new SliceRunner(context, load, sender, Settling, new Meeting(1));
        foreach (var mode in context.Modes.Where(mode => mode.IsTraced))
        {
            await runner.MeasureAsync(plan.Runs, mode, SliceUse.Counted, CountedLength, CountedLength, cancellationToken);
        }

        sender.Say(new Finish());
        await load.ExpectAsync<SendTotals>(sender, cancellationToken);
        await load.EndAsync(sender);
    }

    private async Task RunOneAsync(LoadSession load, TracingMode mode, int run, TimeSpan longest, CancellationToken cancellationToken)
    {
        // The warm-up lies inside the connection, as the origin's did: the slice begins by itself when it is over.
        var sender = await load.StartSenderAsync(plan.Messages, plan.WarmUpReplies, cancellationToken);
        var slice = await new SliceRunner(context, load, sender, Settling, new Meeting(1)).MeasureAsync(run, mode, SliceUse.Compared, length: null, longest, cancellationToken);
        var sent = await load.ExpectAsync<SendTotals>(sender, cancellationToken);
        await load.EndAsync(sender);
        context.Writer.Note(manifest => manifest with { Sent = [.. manifest.Sent, sent] });
    }
}
