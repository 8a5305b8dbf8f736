using TraceToll.Analysis;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Scenarios;
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

    [Theory]
    // Each slice of the samples is 1.25 s long.
    [InlineData(10.0, 2.0, true, null)]
    [InlineData(10.0, 3.0, true, "this tool itself took 1.0 % of a CPU (0.8 % the harness, 0.2 % the sender's recording thread)")]
    [InlineData(200.0, 25.0, true, "this tool itself took 18.0 % of a CPU (16.0 % the harness, 2.0 % the sender's recording thread)")]
    // Where the loops leave a CPU to others, it is theirs.
    [InlineData(200.0, 25.0, false, null)]
    [InlineData(null, null, true, null)]
    [InlineData(10.0, 20.0, true, "; ask for fewer replies, or leave it a CPU")]
    [InlineData(20.0, 10.0, true, "; leave it a CPU, or look whether what runs the harness has TieredCompilation false")]
    public void A_harness_that_takes_a_loops_cpu_says_so(double? harnessMs, double? othersMs, bool shares, string? expected)
    {
        var notes = Notes(RecordingSamples.Manifest with { SharesCpus = shares }, slice => slice with
        {
            HarnessCpuNs = (long?)(harnessMs * 1e6),
            Measured = slice.Measured with { Witness = slice.Measured.Witness with { RecordingCpuNs = (long?)(othersMs * 1e6) } },
        });

        Assert.Equal(expected != null, notes.Any(note => note.Contains("this tool itself", StringComparison.Ordinal)));
        Assert.True(expected == null || notes.Any(note => note.Contains(expected, StringComparison.Ordinal)), string.Join('\n', notes));
    }

    [Theory]
    // A hiccup of 100 ms in each slice: for which the loop had no CPU, or had one, or it was stolen, as the hypervisor says itself.
    [InlineData(101.0, 0, false)]
    [InlineData(99.0, 0, false)]
    [InlineData(98.0, 0, true)]
    [InlineData(0.0, 0, true)]
    [InlineData(0.0, 100, false)]
    [InlineData(null, 0, false)]
    public void A_hypervisor_that_owns_up_to_nothing_is_named(double? offCpuMs, long stealMs, bool expected)
    {
        var notes = Notes(RecordingSamples.Manifest, slice => slice with
        {
            Measured = slice.Measured with { Witness = slice.Measured.Witness with { HiccupNs = 100_000_000, OffCpuNs = (long?)(offCpuMs * 1e6), StealMs = stealMs } },
        });

        Assert.Equal(expected, notes.Any(note => note.Contains("the loop stood still though the kernel says that it had its CPU (off ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("market-data", true)]
    [InlineData("market-data,connections=2", false)]
    [InlineData("market-data,bytes=1000000", false)]
    public void A_loop_that_has_much_to_do_in_a_turn_has_not_stood_still(string scenario, bool expected)
    {
        var notes = Notes(RecordingSamples.Manifest with { Scenario = Scenario.Parse(scenario) }, slice => slice with
        {
            Measured = slice.Measured with { Witness = slice.Measured.Witness with { HiccupNs = 100_000_000, OffCpuNs = 0, StealMs = 0 } },
        });

        Assert.Equal(expected, notes.Any(note => note.Contains("the loop stood still", StringComparison.Ordinal)));
    }

    private static List<string> Notes(RecordingManifest manifest, Func<Slice, Slice> change)
    {
        var recording = new Recording(manifest, [.. RecordingSamples.Valid.Slices.Select(change)]);
        return [.. SessionNotes.Of(recording, SessionAnalysis.Of(recording))];
    }

    private static TracerEvidence Ran(TracerEvidence tracer, long runs) =>
        tracer with { Detached = tracer.Detached with { Programs = [new BpfProgram(41, "a1b2c3d4e5f60718", 5, runs, 70 * runs)] } };
}
