using System.Diagnostics;
using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Recordings.Fleet;

namespace TraceToll.FleetBenchmark;

/// <summary>Does for slices of a recording what the harness does for those of a fleet: with its code, without the agents.</summary>
internal sealed class Coordinator(string folder, RecordingManifest manifest)
{
    public Work Run(IReadOnlyList<Slice> slices)
    {
        string[] lines = [.. slices.Select(slice => AgentJson.ToLine(slice.Measured))];
        List<RecordingWriter> pairs = [.. slices.Select((_, index) => new RecordingWriter(Path.Combine(folder, $"{index}"), manifest, keeps: false))];
        var fleet = new RecordingWriter(Path.Combine(folder, "fleet"), manifest, keeps: false);
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);

        var (read, readMs) = Timed(() => lines.Select(line => (SliceMeasured)AgentJson.ReadEvent(line)).ToList());
        List<Slice> measured = [.. slices.Zip(read, (slice, said) => slice with { Measured = said })];
        var (_, keepMs) = Timed(() =>
        {
            foreach (var (writer, slice) in pairs.Zip(measured))
            {
                writer.Add(slice);
            }

            return true;
        });
        var (merged, mergeMs) = Timed(() => MergedSlice.Of([.. measured.Select((slice, index) => ($"pair {index + 1} (198.18.0.1)", slice))]));
        var (_, writeMs) = Timed(() =>
        {
            fleet.Add(merged);
            return true;
        });
        return new Work(readMs, keepMs, mergeMs, writeMs, GC.GetTotalAllocatedBytes(precise: true) - allocated, new FileInfo(Path.Combine(folder, "fleet", "slices.jsonl")).Length);
    }

    private static (T Result, double Ms) Timed<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        var result = work();
        return (result, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
