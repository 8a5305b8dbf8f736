using System.Diagnostics;
using TraceToll.Experiments.Fleet;
using TraceToll.Hosts;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>One slice on a loaded connection: attach, prove, settle, measure, prove again, detach.</summary>
/// <param name="context">What is measured, and where.</param>
/// <param name="load">The load.</param>
/// <param name="sender">Its sender.</param>
/// <param name="settling">Load between a change of mode and the slice.</param>
/// <param name="meeting">Where the pairs of a fleet wait for each other.</param>
internal sealed class SliceRunner(RunContext context, LoadSession load, AgentProcess sender, TimeSpan settling, Meeting meeting)
{
    // Long enough for some hundred program runs at any load worth measuring.
    private static readonly TimeSpan Proof = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // What is said to a tracer and answered by it takes CPU time, of which off takes none: where the loops spin on every CPU, that cost
    // the first round trips of a traced slice more than 10 ms. So all of it is said before the slice, and this long passes.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    /// <param name="block">The block or run.</param>
    /// <param name="mode">The tracing mode.</param>
    /// <param name="use">Whether its percentiles are compared.</param>
    /// <param name="length">How long to measure; null: until the sender has sent all its messages.</param>
    /// <param name="longest">How long it may take at the most, warm-up included, when the length is null.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Slice> MeasureAsync(
        int block, TracingMode mode, SliceUse use, TimeSpan? length, TimeSpan longest, CancellationToken cancellationToken)
    {
        var plants = context.Experiment.Plants(mode);
        var doing = use == SliceUse.Counted ? "counting program runs" : "measuring";
        context.Teller.Tell(mode.IsTraced ? "attaching" : "settling", mode.Name, block);
        var tracers = await TracerSession.AttachAsync(context, load, mode, use, cancellationToken);

        // Counting costs the programs something, so it is on only outside what is compared: it proves that they run.
        tracers.CountRuns(true);
        await tracers.MarkAsync(TraceMarks.Attached, cancellationToken);
        if (plants)
        {
            load.Plant(context.Experiment.PlantedDelayNs, sender);
        }

        await load.PassAsync(settling, cancellationToken);
        if (use == SliceUse.Compared)
        {
            tracers.CountRuns(false);
        }

        context.Teller.Tell(doing, mode.Name, block);
        var loadGoesOn = length != null;
        if (loadGoesOn)
        {
            await tracers.MarkAsync(TraceMarks.Begin, cancellationToken);

            // Until all tracers of a fleet are as they have to be, no slice begins: on one kernel they disturb each other's.
            await load.PassAsync(meeting.ArriveAsync(cancellationToken));
            await load.PassAsync(Quiet, cancellationToken);
        }

        sender.Say(new BeginSlice($"{block}-{mode.Name}-{use}".ToLowerInvariant()));
        var announced = await load.ExpectAsync<SliceAnnounced>(sender, longest + Patience, cancellationToken);
        var harness = new HarnessCpu(context.Testbed);
        if (!loadGoesOn)
        {
            // A run has its warm-up between what is said and what is measured, and is too long for a mark to be seen in it.
            await tracers.MarkAsync(TraceMarks.Begin, cancellationToken);
        }

        if (length is { } time)
        {
            // A sender that is behind its schedule begins later: only from when all begin, all are under load in their slices.
            await load.PassAsync(meeting.ArriveAsync(cancellationToken));
            await load.PassAsync(announced.Ahead + time, cancellationToken);
            harness.Stop();
            sender.Say(new EndSlice());
        }

        var measured = await load.ExpectAsync<SliceMeasured>(sender, longest + Patience, cancellationToken);
        harness.Stop();

        // Until all have measured, nobody says anything to a tracer.
        await load.PassAsync(meeting.ArriveAsync(cancellationToken));
        await tracers.MarkAsync(TraceMarks.End, cancellationToken);
        if (plants)
        {
            // At once: the settling before the next slice then belongs to a load that is not delayed any more.
            load.Plant(delayNs: 0, loadGoesOn ? sender : null);
        }

        if (use == SliceUse.Compared && mode.IsTraced)
        {
            tracers.CountRuns(true);
            await load.PassAsync(Proof, cancellationToken);
        }

        var detaching = Stopwatch.GetTimestamp();
        var evidence = await tracers.DetachAsync(cancellationToken);
        var slice = new Slice
        {
            Block = block,
            Mode = mode.Name,
            Use = use,
            Measured = measured,
            Tracers = evidence,
            HarnessCpuNs = harness.Ns,
            Problems = [],
        };
        slice = slice with { Problems = [.. SliceProblems.Of(slice, mode.Kind, context.Experiment.Scenario, context.RunCounts, loadGoesOn)] };
        context.Writer.Add(slice);
        Note(slice, Stopwatch.GetElapsedTime(detaching));
        return slice;
    }

    private void Note(Slice slice, TimeSpan detaching)
    {
        var (measured, tracers) = (slice.Measured, slice.Tracers.Count == 0 ? "" : FormattableString.Invariant($", detached in {detaching.TotalSeconds:0.00} s"));
        context.Teller.Note($"block {slice.Block}, {slice.Mode}: {measured.Replies} round trips in {measured.DurationNs / 1e9:0.00} s{tracers}{(slice.Problems.Count == 0 ? "" : $"; {string.Join("; ", slice.Problems)}")}");
    }
}
