using TraceToll.Analysis;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

/// <summary>What is said of a session beside its figures.</summary>
public class SessionNotesTests
{
    [Theory]
    [InlineData(0, true, true)]
    [InlineData(1, true, false)]
    // Where the kernel counts nothing, nothing is known.
    [InlineData(0, false, false)]
    public void A_tracer_that_had_nothing_to_do_is_named(long runs, bool counted, bool expected)
    {
        var host = Samples.Host with { Tracer = Samples.Host.Tracer with { RunCounts = counted } };
        var recording = new Recording(
            RecordingSamples.Manifest with { SenderHost = host },
            [.. RecordingSamples.Valid.Slices.Select(slice => slice.Mode == "idle" ? slice with { Tracers = [.. slice.Tracers.Select(tracer => Ran(tracer, runs))] } : slice)]);

        var notes = SessionNotes.Of(recording, SessionAnalysis.Of(recording));

        Assert.Equal(expected, notes.Any(note => note.StartsWith("idle was attached, but its programs never ran", StringComparison.Ordinal)));
    }

    private static TracerEvidence Ran(TracerEvidence tracer, long runs) =>
        tracer with { Detached = tracer.Detached with { Programs = [new BpfProgram(41, "a1b2c3d4e5f60718", 5, runs, 70 * runs)] } };
}
