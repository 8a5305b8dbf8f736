using System.Globalization;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>What else happened in the slices of each mode: whether the load was held, what the tracer did, what the machine did.</summary>
internal static class WitnessTable
{
    public static ReportTable Create(Recording recording, IReadOnlyList<string> modes)
    {
        Slice[] all = [.. recording.Compared];
        return new ReportTable(["", .. modes],
        [
            .. Rows.Where(row => !LaterRows.TryGetValue(row.Name, out var isKnown) || all.Any(isKnown)).Select(row => (IReadOnlyList<string>)
            [
                row.Name, .. modes.Select(mode => row.Value(
                    [.. all.Where(slice => slice.Mode == mode)],
                    [.. recording.Slices.Where(slice => slice.Use == SliceUse.Counted && slice.Mode == mode)])),
            ]),
        ]);
    }

    /// <summary>The modes that have slices to tell of.</summary>
    public static IReadOnlyList<string> Modes(Recording recording) =>
        [.. recording.Manifest.Modes.Where(mode => recording.Compared.Any(slice => slice.Mode == mode))];

    /// <summary>Of these, what a tracer did and took; the rest says whether to believe it.</summary>
    public static ReportTable OfTracers(Recording recording, IReadOnlyList<string> modes)
    {
        var all = Create(recording, modes);
        return all with { Rows = [.. all.Rows.Where(row => IsOfTracers(row[0]) && row.Skip(1).Any(cell => cell != "-"))] };
    }

    private static bool IsOfTracers(string row) => row is "tracer CPU, % of one" or "lost events"
        || row.StartsWith("log ", StringComparison.Ordinal) || row.StartsWith("counted", StringComparison.Ordinal);

    private const string LongestTurn = "loop's longest turn, us, below";
    private const string PageFaults = "page faults of the loop";
    private const string HiccupMs = "hiccups, ms in all";
    private const string OffCpu = "without a CPU, ms";
    private const string RecordingThread = "sender's recording thread, % of a CPU";
    private const string Harness = "harness, % of a CPU";

    /// <summary>What recordings of former versions do not have, and whether a slice has it; without it the row is left out.</summary>
    private static readonly Dictionary<string, Func<Slice, bool>> LaterRows = new()
    {
        [LongestTurn] = slice => slice.Measured.LoopGaps != null,
        [PageFaults] = slice => slice.Measured.Witness.PageFaults != null,
        // Shown since there is something to hold it against.
        [HiccupMs] = slice => slice.Measured.Witness.OffCpuNs != null,
        [OffCpu] = slice => slice.Measured.Witness.OffCpuNs != null,
        [RecordingThread] = slice => slice.Measured.Witness.RecordingCpuNs != null,
        [Harness] = slice => slice.HarnessCpuNs != null,
    };

    private static readonly (string Name, Func<Slice[], Slice[], string> Value)[] Rows =
    [
        ("messages a second, least", (slices, _) => Number(slices.Min(slice => slice.Measured.AchievedRate), "0.0")),
        ("messages a second, most", (slices, _) => Number(slices.Max(slice => slice.Measured.AchievedRate), "0.0")),
        ("replies", (slices, _) => $"{Sum(slices, slice => slice.Measured.Replies)} of {Sum(slices, slice => slice.Measured.RepliesExpected)}"),
        ("send lag p99, us", (slices, _) => SendLag(slices)),
        ("log lines, mark to mark", (slices, _) => Traced(slices, tracer => tracer.Detached.LinesBetweenMarks)),
        ("log bytes, mark to mark", (slices, _) => Traced(slices, tracer => tracer.LogBytes)),
        ("lost events", (slices, _) => Traced(slices, tracer => tracer.Detached.LostEvents)),
        ("segments received by the sender", (slices, _) => Sum(slices, slice => slice.Measured.Witness.SegmentsIn)),
        ("tracer CPU, % of one", (slices, _) => slices.Any(slice => slice.Tracers.Count > 0)
            ? Number(100 * slices.SelectMany(slice => slice.Tracers).Sum(tracer => tracer.CpuMs) * 1e6 / slices.Sum(MarkedNs), "0")
            : "-"),
        ("counted, attach to detach: runs", (_, counted) => Traced(counted, tracer => tracer.Detached.Programs.Sum(program => program.RunCount))),
        ("counted: log lines", (_, counted) => Traced(counted, tracer => tracer.Detached.LogLines)),
        ("counted: ns a run", (_, counted) => NsFor(counted, tracer => tracer.Detached.Programs.Sum(program => program.RunCount))),
        ("counted: ns a log line", (_, counted) => NsFor(counted, tracer => tracer.Detached.LogLines)),
        ("steal, ms", (slices, _) => Sum(slices, slice => slice.Measured.Witness.StealMs)),
        ("softirq, ms", (slices, _) => Sum(slices, slice => slice.Measured.Witness.SoftirqMs)),
        ("hiccups of 1 ms and more", (slices, _) => Sum(slices, slice => slice.Measured.Witness.Hiccups)),
        (HiccupMs, (slices, _) => Number(slices.Sum(slice => slice.Measured.Witness.HiccupNs / 1e6), "0.0")),
        (OffCpu, (slices, _) => slices.Any(slice => slice.Measured.Witness.OffCpuNs != null) ? Number(slices.Sum(slice => (slice.Measured.Witness.OffCpuNs ?? 0) / 1e6), "0.0") : "-"),
        (LongestTurn, (slices, _) => LongestTurnUs(slices)),
        (PageFaults, (slices, _) => slices.Any(slice => slice.Measured.Witness.PageFaults != null) ? Sum(slices, slice => slice.Measured.Witness.PageFaults ?? 0) : "-"),
        ("taken off the CPU", (slices, _) => Sum(slices, slice => slice.Measured.Witness.InvoluntarySwitches)),
        (RecordingThread, (slices, _) => Percent(slices, slice => slice.Measured.Witness.RecordingCpuNs)),
        (Harness, (slices, _) => Percent(slices, slice => slice.HarnessCpuNs)),
        ("least send window at an end, bytes", (slices, _) => Number(slices.Min(slice => slice.Measured.Witness.SendWindow), "0")),
        ("retransmits", (slices, _) => Sum(slices, slice => slice.Measured.Witness.Retransmits)),
        ("bytes allocated while measuring", (slices, _) => Sum(slices, slice => slice.Measured.Witness.AllocatedBytes)),
        ("garbage collections", (slices, _) => Sum(slices, slice => slice.Measured.Witness.Collections)),
    ];

    private static long MarkedNs(Slice slice) => (slice.Tracers.Count > 0 ? slice.Tracers[0].MarkedNs : null) ?? slice.Measured.DurationNs;

    private static string SendLag(Slice[] slices)
    {
        var lags = Histograms.Merge(slices.Select(slice => slice.Measured.SendLag));
        // A fault may come before a slice's first message.
        return lags.TotalCount == 0 ? "-" : Number(lags.GetValueAtPercentile(99) / 1000.0, "0.0");
    }

    /// <summary>Each histogram by itself: merged into a finer one it would tell the lower end of the last bucket.</summary>
    private static string LongestTurnUs(Slice[] slices)
    {
        var longest = slices.Select(slice => slice.Measured.LoopGaps).OfType<string>().Select(gaps => Histograms.Decode(gaps).GetMax()).DefaultIfEmpty().Max();
        return longest == 0 ? "-" : Number((longest + 1) / 1000.0, "0.0");
    }

    private static string Traced(Slice[] slices, Func<TracerEvidence, long> value) =>
        slices.Any(slice => slice.Tracers.Count > 0) ? Number(slices.SelectMany(slice => slice.Tracers).Sum(tracer => (double)value(tracer)), "0") : "-";

    /// <summary>Time in the programs over what they did; most of a run that logs is in its line.</summary>
    private static string NsFor(Slice[] counted, Func<TracerEvidence, long> did)
    {
        var tracers = counted.SelectMany(slice => slice.Tracers).ToList();
        var number = tracers.Sum(did);
        return number == 0 ? "-" : Number((double)tracers.SelectMany(tracer => tracer.Detached.Programs).Sum(program => program.RunTimeNs) / number, "0");
    }

    private static string Percent(Slice[] slices, Func<Slice, long?> cpuNs) => slices.Any(slice => cpuNs(slice) != null) && slices.Sum(slice => (double)slice.Measured.DurationNs) is > 0 and var measuredNs
        ? Number(100 * slices.Sum(slice => (double)(cpuNs(slice) ?? 0)) / measuredNs, "0.00")
        : "-";

    private static string Sum(Slice[] slices, Func<Slice, long> value) => Number(slices.Sum(slice => (double)value(slice)), "0");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
