using HdrHistogram;
using HdrHistogram.Utilities;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Scenarios;

namespace TraceToll.Tests.Support;

/// <summary>Recordings made by hand, with every figure known.</summary>
internal static class RecordingSamples
{
    private const long StartUnixNs = 1_604_257_546_000_000_000;

    public static RecordingManifest Manifest { get; } = new()
    {
        Schema = RecordingManifest.CurrentSchema,
        Tool = "1.2.3",
        StartedAt = new DateTimeOffset(2020, 11, 1, 19, 5, 46, TimeSpan.Zero),
        FinishedAt = new DateTimeOffset(2020, 11, 1, 19, 6, 46, TimeSpan.Zero),
        Outcome = Outcome.Good,
        Scenario = Scenario.MarketData,
        Testbed = "loopback",
        Side = "sender",
        Plan = "blocks=3,slice=1.25,seed=1",
        Interleaved = true,
        Modes = ["off", "idle", "log", "off-again"],
        Probe = "tracepoint:tcp:tcp_probe",
        Loops = "spin, sender on CPU 2, responder on CPU 3",
        AgentBuild = "native static",
        SenderHost = Samples.Host,
        ResponderHost = Samples.Host,
        Sent = [new SendTotals(120_000, 3_750, 3_750, 0, 20_000.5, 2)],
        Responded = new RespondTotals(1, 0, 0, 120_000, 3_750),
    };

    /// <summary>Three blocks of four modes: idle costs 0.5, 1 and 2.25 us more than off, log 40 to 50, and off-again differs by -0.5 to 0.75.</summary>
    public static Recording Valid { get; } = new(Manifest,
    [
        Slice(1, "off", 60_000, 1_000), Slice(1, "idle", 60_500, 1_000), Slice(1, "log", 100_000, 1_000), Slice(1, "off-again", 59_500, 1_000),
        Slice(2, "log", 105_000, 1_000), Slice(2, "off", 61_000, 1_000), Slice(2, "off-again", 61_000, 1_000), Slice(2, "idle", 62_000, 1_000),
        Slice(3, "idle", 64_250, 1_000), Slice(3, "off-again", 62_750, 1_000), Slice(3, "off", 62_000, 1_000), Slice(3, "log", 112_000, 1_000),
        Slice(3, "idle", 70_000, 1_000) with { Use = SliceUse.Counted }, Slice(3, "log", 130_000, 1_000) with { Use = SliceUse.Counted },
    ]);

    /// <summary>A slice whose round trips are about one value: ten below it for one above, up to a worst of three times as much.</summary>
    public static Slice Slice(int block, string mode, long typicalNs, int samples)
    {
        var values = Enumerable.Range(0, samples).Select(i => i == samples - 1 ? 3 * typicalNs : i % 11 == 10 ? typicalNs * 3 / 2 : typicalNs);
        return Slice(block, mode, values);
    }

    public static Slice Slice(int block, string mode, IEnumerable<long> roundTripsNs)
    {
        var values = roundTripsNs.ToList();
        var traced = mode is "idle" or "log";
        return new Slice
        {
            Block = block,
            Mode = mode,
            Use = SliceUse.Compared,
            Measured = Measured(block, mode, values),
            Tracers = traced ? [Evidence(runs: 2_000, lines: mode == "log" ? 2_000 : 0)] : [],
            Problems = [],
        };
    }

    public static string Encode(IEnumerable<long> values)
    {
        var histogram = new LongHistogram(1, Histograms.LongestNs, 3);
        foreach (var value in values)
        {
            histogram.RecordValue(value);
        }

        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        buffer.Position = 0;
        return Convert.ToBase64String([.. Enumerable.Range(0, length).Select(_ => buffer.Get())]);
    }

    private static SliceMeasured Measured(int block, string mode, List<long> values) => new()
    {
        Slice = $"{block}-{mode}-compared",
        StartUnixNs = StartUnixNs + (block * 2_500_000_000L),
        DurationNs = 1_250_000_000,
        FirstSequence = 0,
        EndSequence = values.Count * 32,
        RepliesExpected = values.Count,
        Replies = values.Count,
        OutOfOrder = 0,
        SamplesDropped = 0,
        AchievedRate = 19_999.75,
        LagAtEndNs = 700,
        FromDue = Encode(values),
        FromSend = Encode(values.Select(value => Math.Max(1, value - 1_500))),
        SendLag = Encode(values.Select(_ => 1_500L)),
        MeanFromDueNs = values.Count > 0 ? values.Average() : 0,
        Intervals = [new IntervalSummary(0, values.Count, 1, 2, 3)],
        Witness = new Witness
        {
            StealMs = 10,
            SoftirqMs = 20,
            Hiccups = 1,
            HiccupNs = 1_000_000,
            InvoluntarySwitches = 2,
            AllocatedBytes = 0,
            Collections = 0,
            Retransmits = 0,
            SegmentsIn = 1_900,
            SendWindow = 65_536,
        },
    };

    private static TracerEvidence Evidence(long runs, long lines) => new()
    {
        Host = "this machine",
        Side = "sender",
        Attached = new TracerAttached("bpftrace v0.17.0", 77, [Samples.Program(0)], 900),
        RunsBefore = 300,
        RunsAfter = 200,
        CpuMs = 125,
        LogBytes = lines * 250,
        Detached = Samples.Detached(runs, lines),
    };
}
