using System.Globalization;
using Spectre.Console;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>What else happened in the slices of each mode: whether the load was held, what the tracer did, what the machine did.</summary>
internal static class WitnessTable
{
    public static Table Create(Recording recording)
    {
        var table = new Table().Border(TableBorder.Markdown);
        table.AddColumn("");
        var modes = recording.Manifest.Modes.Where(mode => recording.Compared.Any(slice => slice.Mode == mode)).ToList();
        modes.ForEach(mode => table.AddColumn(new TableColumn(mode).RightAligned()));
        foreach (var (name, value) in Rows)
        {
            table.AddRow([new Text(name), .. modes.Select(mode => new Text(value(
                [.. recording.Compared.Where(slice => slice.Mode == mode)],
                [.. recording.Slices.Where(slice => slice.Use == SliceUse.Counted && slice.Mode == mode)])))]);
        }

        return table;
    }

    private static readonly (string Name, Func<Slice[], Slice[], string> Value)[] Rows =
    [
        ("messages a second", (slices, _) => Number(slices.Average(slice => slice.Measured.AchievedRate), "0.0")),
        ("replies", (slices, _) => $"{Sum(slices, slice => slice.Measured.Replies)} of {Sum(slices, slice => slice.Measured.RepliesExpected)}"),
        ("send lag p99, us", (slices, _) => Number(Histograms.Merge(slices.Select(slice => slice.Measured.SendLag)).GetValueAtPercentile(99) / 1000.0, "0.0")),
        ("log lines", (slices, _) => Traced(slices, tracer => tracer.Detached.LinesBetweenMarks)),
        ("log bytes", (slices, _) => Traced(slices, tracer => tracer.LogBytes)),
        ("lost events", (slices, _) => Traced(slices, tracer => tracer.Detached.LostEvents)),
        ("segments received by the sender", (slices, _) => Sum(slices, slice => slice.Measured.Witness.SegmentsIn)),
        ("tracer CPU, % of one", (slices, _) => slices.Any(slice => slice.Tracers.Count > 0)
            ? Number(100 * slices.SelectMany(slice => slice.Tracers).Sum(tracer => tracer.CpuMs) * 1e6 / slices.Sum(slice => slice.Measured.DurationNs), "0")
            : "-"),
        ("program runs (counted slice)", (_, counted) => Traced(counted, tracer => tracer.Detached.Programs.Sum(program => program.RunCount))),
        ("log lines (counted slice)", (_, counted) => Traced(counted, tracer => tracer.Detached.LogLines)),
        ("ns a run (counted slice)", (_, counted) => NsARun(counted)),
        ("steal, ms", (slices, _) => Sum(slices, slice => slice.Measured.Witness.StealMs)),
        ("softirq, ms", (slices, _) => Sum(slices, slice => slice.Measured.Witness.SoftirqMs)),
        ("hiccups of 1 ms and more", (slices, _) => Sum(slices, slice => slice.Measured.Witness.Hiccups)),
        ("taken off the CPU", (slices, _) => Sum(slices, slice => slice.Measured.Witness.InvoluntarySwitches)),
        ("retransmits", (slices, _) => Sum(slices, slice => slice.Measured.Witness.Retransmits)),
        ("bytes allocated while measuring", (slices, _) => Sum(slices, slice => slice.Measured.Witness.AllocatedBytes)),
    ];

    private static string Traced(Slice[] slices, Func<TracerEvidence, long> value) =>
        slices.Any(slice => slice.Tracers.Count > 0) ? Number(slices.SelectMany(slice => slice.Tracers).Sum(value), "0") : "-";

    private static string NsARun(Slice[] counted)
    {
        var programs = counted.SelectMany(slice => slice.Tracers).SelectMany(tracer => tracer.Detached.Programs).ToList();
        var runs = programs.Sum(program => program.RunCount);
        return runs == 0 ? "-" : Number((double)programs.Sum(program => program.RunTimeNs) / runs, "0");
    }

    private static string Sum(Slice[] slices, Func<Slice, long> value) => Number(slices.Sum(value), "0");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
