using System.Globalization;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>The latencies of one run, or of all slices of a mode together.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Run">Which run of its mode it is; null for pooled slices.</param>
/// <param name="Title">Mode, what bpftrace does in it, and which run it is or how many slices are pooled.</param>
/// <param name="ValuesNs">Mean, percentiles and worst, ns.</param>
/// <param name="Replies">Round trips.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record ReportRun(string Mode, int? Run, string Title, IReadOnlyDictionary<Measure, double> ValuesNs, long Replies, TimeSpan Duration)
{
    /// <summary>What is measured: slices of an interleaved plan are pooled, separate runs are told run by run, as the origin did.</summary>
    public static IReadOnlyList<ReportRun> Measured(Recording recording)
    {
        var interleaved = recording.Manifest.Interleaved;
        return
        [
            .. from mode in recording.Manifest.Modes
               let slices = recording.Compared.Where(slice => slice.Mode == mode && slice.Measured.Replies > 0)
               from run in interleaved ? slices.GroupBy(_ => (int?)null) : slices.GroupBy(slice => (int?)slice.Block)
               select Of(mode, run.Key, [.. run], recording.Manifest),
        ];
    }

    /// <summary>What is measured, and runs that are known by their percentiles only.</summary>
    public static IReadOnlyList<ReportRun> All(Recording recording) =>
    [
        .. Measured(recording),
        .. from mode in recording.Manifest.Modes from run in recording.Runs where run.Mode == mode select Of(run, recording.Manifest),
    ];

    /// <summary>From latencies.</summary>
    public static ReportRun Of(string mode, int? run, string title, SliceLatencies latencies, TimeSpan duration) => new(mode, run, title,
        OriginTable.Measures.ToDictionary(measure => measure, measure => measure == Measure.Worst ? latencies.MaxNs : latencies.ValueNs(measure)), latencies.Count, duration);

    private static ReportRun Of(string mode, int? run, IReadOnlyList<Slice> slices, RecordingManifest manifest)
    {
        var which = run is { } number ? Which(number) : string.Create(CultureInfo.InvariantCulture, $"{slices.Count} slices pooled");
        return Of(mode, run, $"{ModeTitle.Of(mode, manifest)}, {which}", SliceLatencies.Of(slices),
            TimeSpan.FromMilliseconds(slices.Sum(slice => slice.Measured.DurationNs) / 1e6));
    }

    private static ReportRun Of(KnownRun run, RecordingManifest manifest)
    {
        var values = run.PercentilesNs.ToDictionary(known => new Measure(known.Key), known => known.Value);
        (values[Measure.Mean], values[Measure.Worst]) = (run.MeanNs, run.WorstNs);
        return new ReportRun(run.Mode, run.Run, $"{ModeTitle.Of(run.Mode, manifest)}, {Which(run.Run)}", values, run.Replies, TimeSpan.FromMilliseconds(run.DurationMs));
    }

    private static string Which(int run) => string.Create(CultureInfo.InvariantCulture, $"run {run}");
}
