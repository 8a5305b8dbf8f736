using System.Runtime.CompilerServices;
using TraceToll.Analysis;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Scenarios;

namespace TraceToll.Tests.Support;

/// <summary>Recordings that reports are made of: one for each thing that a report has to tell.</summary>
internal static class ReportedRecordings
{
    private static readonly ConditionalWeakTable<Recording, SessionAnalysis> Analyses = [];

    public static IReadOnlyList<string> Names { get; } = ["valid", "invalid", "separate-runs", "planted", "judged", "wide", "not-begun"];

    public static Recording Invalid { get; } = RecordingSamples.Valid with
    {
        Manifest = RecordingSamples.Manifest with { Outcome = new Outcome(false, ["block 2, log: the tracer lost 7 events; raise the buffer", "a second cause"]) },
    };

    public static Recording SeparateRuns { get; } = RecordingSamples.Valid with
    {
        Manifest = RecordingSamples.Manifest with { Plan = "runs=3,messages=1000000,warm-up-replies=10000", Interleaved = false },
    };

    public static Recording Planted { get; } = new(
        RecordingSamples.Manifest with { Modes = ["off", "planted", "off-again"], Probe = null, PlantedDelayNs = 1_500, PlantedSide = "responder" },
        [RecordingSamples.Slice(1, "planted", 61_500, 1_000), RecordingSamples.Slice(1, "off", 60_000, 1_000), RecordingSamples.Slice(1, "off-again", 60_000, 1_000)]);

    /// <summary>A session as it is: noise with a tail, a machine that slows down, a neighbour in one block, budgets, looks.</summary>
    public static Recording Judged { get; } = Random(["idle", "log"], blocks: 24).Noted(manifest => manifest with
    {
        Plan = "blocks=64,slice=0.7,seed=1",
        Budgets = new Dictionary<string, string> { ["idle"] = "p50=5us/5%,p99=20us/10%", ["log"] = "p50=5us/5%,p99=20us/10%,error=5%" },
        Looks = Looks.UpTo(64) with { Taken = [12, 16, 23], EndedByLimit = true },
        Exclusion = "steal=20",
    });

    public static Recording Wide { get; } = Random(["idle", "log", "retransmits-by-process-and-address", "tcp-connections"], blocks: 8).Noted(manifest => manifest with
    {
        Scenario = Scenario.Parse("market-data,rate=10000,bytes=1024,reply-every=10,idle=spin"),
        SharesCpus = true,
        Responded = new RespondTotals(1, 3, 2, 120_000, 3_750),
        Outcome = new Outcome(false, [string.Join(", ", Enumerable.Range(1, 12).Select(block => $"block {block}, log: the tracer lost {block} events")) + "; raise BPFTRACE_PERF_RB_PAGES"]),
    });

    public static Recording NotBegun { get; } = new(
        RecordingSamples.Manifest with { Outcome = Outcome.Unfinished, SenderHost = null, Loops = null, Probe = null, AgentBuild = null }, []);

    /// <summary>An analysis, made once: tails take their time.</summary>
    public static SessionAnalysis Analysed(Recording recording) => Analyses.GetValue(recording, SessionAnalysis.Of);

    public static void Save(this Recording recording, string folder)
    {
        var writer = new RecordingWriter(folder, recording.Manifest);
        recording.Slices.ToList().ForEach(writer.Add);
        recording.Runs.ToList().ForEach(writer.Add);
        writer.Finish(recording.Manifest.Outcome, recording.Manifest.FinishedAt!.Value);
    }

    public static Recording Of(string name) => name switch
    {
        "valid" => RecordingSamples.Valid,
        "invalid" => Invalid,
        "separate-runs" => SeparateRuns,
        "planted" => Planted,
        "judged" => Judged,
        "wide" => Wide,
        _ => NotBegun,
    };

    /// <summary>Off takes 60 us, a little more in each block; idle costs a microsecond, everything else 25. Block 3 lost time to a neighbour.</summary>
    private static Recording Random(string[] modes, int blocks)
    {
        var random = new Random(20201101);
        string[] all = ["off", .. modes, "off-again"];
        return new Recording(RecordingSamples.Manifest with { Modes = all }, [.. from block in Enumerable.Range(1, blocks) from mode in all select Slice(block, mode)]);

        Slice Slice(int block, string mode)
        {
            var added = mode switch { "off" or "off-again" => 0, "idle" => 1, _ => 25 };
            var slice = RecordingSamples.Slice(block, mode, random.RoundTripsNs(400, 60 + (0.2 * block) + added, 0.15));
            return slice with { Measured = slice.Measured with { Witness = slice.Measured.Witness with { StealMs = block == 3 && mode == "log" ? 90 : 10 } } };
        }
    }
}
