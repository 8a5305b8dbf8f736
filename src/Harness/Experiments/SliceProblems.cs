using System.Globalization;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Experiments;

/// <summary>Why a slice may not be used. What is lost, late or missing makes a slice invalid, never fast.</summary>
internal static class SliceProblems
{
    /// <summary>How far behind its schedule a sender may be at a slice's end: a stall there is a latency, not yet a rate that was not held.</summary>
    private const double LagShare = 0.01;
    private const double LeastLagNs = 50e6;

    public static IEnumerable<string> Of(Slice slice, TracingKind kind, Scenario scenario) =>
        OfLoad(slice, scenario).Concat(slice.Tracers.SelectMany(tracer => OfTracer(tracer, kind)));

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

        if (measured.FinalLagNs > Math.Max(LeastLagNs, LagShare * measured.DurationNs))
        {
            yield return Text($"the rate of {scenario.MessagesPerSecond}/s was not held: {measured.AchievedRate:0} messages a second, {measured.FinalLagNs / 1e6:0} ms behind at the end; lower the rate, or use a faster host");
        }
    }

    private static IEnumerable<string> OfTracer(TracerEvidence tracer, TracingKind kind)
    {
        var detached = tracer.Detached;
        var ours = kind is TracingKind.Idle or TracingKind.LogEverything;
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

        if (ours && tracer.RunsBefore == 0 && tracer.RunsAfter == 0 && tracer.Detached.LinesBetweenMarks == 0)
        {
            yield return $"the tracer on {tracer.Host} was attached, but its programs never ran";
        }

        if (kind == TracingKind.LogEverything && detached.LinesBetweenMarks == 0)
        {
            yield return $"the tracer on {tracer.Host} logged nothing in the slice, though it had to log every packet";
        }

        // Lines in idle are zero windows, which the script reports whatever the limits; many of them are another load.
        if (kind == TracingKind.Idle && detached.LinesBetweenMarks > 0.01 * (tracer.RunsBefore + tracer.RunsAfter))
        {
            yield return Text($"the idle tracer on {tracer.Host} logged {detached.LinesBetweenMarks} lines, so its filter passed something, such as: {First(detached.LogSample)}");
        }
    }

    private static string First(IReadOnlyList<string> lines) => lines.Count > 0 ? lines[0] : "(no line kept)";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
