using System.Globalization;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>Why a slice may not be used. What is lost, late or missing makes a slice invalid, never fast.</summary>
internal static class SliceProblems
{
    /// <summary>
    /// How far behind its schedule a sender may stay at a slice's end: 10 ms and 0.1 % of the slice. In the middle of a burst it is behind
    /// as a matter of course; it is too slow when the next one is due.
    /// </summary>
    private const double LagShare = 0.001;
    private const double LeastLagNs = 10e6;

    /// <summary>
    /// Log lines for each segment that the traced socket received; one each is what the load predicts. Lines come out of bpftrace late
    /// and in heaps, and the kernel merges segments for a busy socket, so that only far fewer mean a tracer that did not do its work.
    /// </summary>
    private const double LeastLinesPerSegment = 0.5;

    /// <summary>Lines in idle are zero windows, which the script reports whatever the limits; many of them are another load.</summary>
    private const double MostIdleLinesPerSegment = 0.01;

    /// <param name="slice">The slice.</param>
    /// <param name="kind">Its tracing mode's kind.</param>
    /// <param name="scenario">The load.</param>
    /// <param name="runCounts">Whether the kernel counts program runs.</param>
    /// <param name="loadGoesOn">Whether the load went on after the slice, so that programs had to run after it too.</param>
    public static IEnumerable<string> Of(Slice slice, TracingKind kind, Scenario scenario, bool runCounts, bool loadGoesOn) =>
        OfLoad(slice, scenario).Concat(slice.Tracers.SelectMany<TracerEvidence, string>(tracer =>
        [
            .. OfAnyTracer(tracer),
            .. kind is TracingKind.Idle or TracingKind.LogEverything ? OfOurProbe(slice, tracer, kind, runCounts, loadGoesOn) : [],
        ]));

    private static IEnumerable<string> OfLoad(Slice slice, Scenario scenario)
    {
        var measured = slice.Measured;
        if (measured.Replies != measured.RepliesExpected)
        {
            yield return Text($"{measured.RepliesExpected - measured.Replies} of {measured.RepliesExpected} replies are missing; the responder or the network lost them, or did not keep up");
        }

        if (measured.RepliesExpected == 0)
        {
            yield return "no message of the slice asked for a reply; make the slice longer";
        }

        if (measured.OutOfOrder > 0)
        {
            yield return Text($"{measured.OutOfOrder} replies came out of order");
        }

        if (measured.SamplesDropped > 0)
        {
            yield return Text($"{measured.SamplesDropped} round trips were lost in the sender, whose recording thread was starved; leave it a CPU");
        }

        if (measured.LagAtEndNs > Math.Max(Math.Max(LeastLagNs, LagShare * measured.DurationNs), scenario.Bursts?.SpacingNs ?? 0))
        {
            yield return Text($"{Schedule(scenario)} not held: {measured.AchievedRate:0} messages a second, {measured.LagAtEndNs / 1e6:0} ms behind at the end; lower the rate, or use a faster host");
        }
    }

    private static string Schedule(Scenario scenario) => scenario switch
    {
        { Bursts: { } bursts } => Text($"bursts of {bursts.Messages} messages every {Nanoseconds.ToText(bursts.SpacingNs)} ({scenario.AverageRate:0}/s on average) were"),
        { Timeline: { } timeline } => Text($"the timeline {timeline.Name} ({scenario.AverageRate:0}/s on average) was"),
        _ => Text($"the rate of {scenario.MessagesPerSecond}/s was"),
    };

    private static IEnumerable<string> OfAnyTracer(TracerEvidence tracer)
    {
        var detached = tracer.Detached;
        if (!detached.Gone)
        {
            yield return $"BPF programs of the tracer on {tracer.Host} are still loaded after it ended; find their holder with 'bpftool prog'";
        }

        if (tracer.Attached.Programs.Count > detached.Programs.Count)
        {
            yield return $"the tracer on {tracer.Host} lost a program while it was measured";
        }

        if (detached.LostEvents > 0)
        {
            yield return Text($"the tracer on {tracer.Host} lost {detached.LostEvents} events, so it did less work than it was asked to; raise BPFTRACE_PERF_RB_PAGES, or lower the rate");
        }

        if (detached.MalformedLines > 0)
        {
            yield return Text($"{detached.MalformedLines} of {detached.LogLines} log lines of the tracer on {tracer.Host} do not have the probe's form, the first: {First(detached.MalformedSample)}");
        }
    }

    private static IEnumerable<string> OfOurProbe(Slice slice, TracerEvidence tracer, TracingKind kind, bool runCounts, bool loadGoesOn)
    {
        var segments = slice.Measured.Witness.SegmentsIn;
        var lines = tracer.Detached.LinesBetweenMarks;
        if (runCounts && (tracer.RunsBefore == 0 || (loadGoesOn && tracer.RunsAfter == 0)))
        {
            yield return Text($"the tracer on {tracer.Host} was attached, but its programs did not run all along ({tracer.RunsBefore} runs before the slice, {tracer.RunsAfter} after)");
        }

        if (kind == TracingKind.LogEverything && (lines == 0 || (SeesSender(tracer) && lines < LeastLinesPerSegment * segments)))
        {
            yield return Text($"the tracer on {tracer.Host} logged {lines} lines in the slice, where the sender alone received {segments} segments");
        }

        if (kind == TracingKind.Idle && lines > MostIdleLinesPerSegment * segments)
        {
            yield return Text($"the idle tracer on {tracer.Host} logged {lines} lines, so its filter passed something, such as: {First(tracer.Detached.LogSample)}");
        }
    }

    private static bool SeesSender(TracerEvidence tracer) => !tracer.Side.Equals($"{TracedSide.Responder}", StringComparison.OrdinalIgnoreCase);

    private static string First(IReadOnlyList<string> lines) => lines.Count > 0 ? lines[0] : "(no line kept)";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
