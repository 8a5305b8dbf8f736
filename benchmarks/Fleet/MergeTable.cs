using System.Globalization;
using System.Text;
using TraceToll.Protocol;
using TraceToll.Recordings;

namespace TraceToll.FleetBenchmark;

/// <summary>What a slice costs the coordinator, by the number of pairs; medians over repeats.</summary>
internal static class MergeTable
{
    private static readonly int[] Pairs = [1, 2, 8, 32, 100, 300, 1000];

    public static string Create(Recording recording, int repeats)
    {
        var slices = recording.Slices.Where(slice => slice.Tracers.Count == 1).ToList();
        if (slices.Count == 0)
        {
            throw new InvalidRecordingException("the recording has no traced slice of one pair; take one that was measured with --modes idle, or one of a fleet's pairs");
        }

        var text = new StringBuilder();
        var progress = new LoadProgress(123_456_789, 3_858_024, 20_000.25, 15_432, 65_432);
        text.Append(CultureInfo.InvariantCulture, $"An agent's line of a slice: {Bytes(slices.Select(slice => AgentJson.ToLine(slice.Measured).Length + 1))} bytes; of progress, once a second: {AgentJson.ToLine(progress).Length + 1} bytes\n\n");
        text.Append("| pairs | read lines, ms | write pairs, ms | merge, ms | write merged, ms | all, ms | allocated, MiB | merged line, KiB |\n");
        text.Append("| --: | --: | --: | --: | --: | --: | --: | --: |\n");
        foreach (var pairs in Pairs)
        {
            List<Slice> some = [.. Enumerable.Range(0, pairs).Select(index => slices[index % slices.Count])];
            List<Work> work = [.. Enumerable.Range(0, repeats + 1).Select(_ => Run(recording.Manifest, some)).Skip(1)];
            text.Append(CultureInfo.InvariantCulture, $"| {pairs} | {Middle(work, each => each.ReadMs):0.0} | {Middle(work, each => each.KeepMs):0.0} | {Middle(work, each => each.MergeMs):0.0} | {Middle(work, each => each.WriteMs):0.0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Middle(work, each => each.ReadMs + each.KeepMs + each.MergeMs + each.WriteMs):0.0} | {Middle(work, each => each.AllocatedBytes) / (1 << 20):0.0} | {Middle(work, each => each.MergedBytes) / 1024:0.0} |\n");
        }

        return text.ToString();
    }

    private static Work Run(RecordingManifest manifest, List<Slice> slices)
    {
        var folder = Directory.CreateTempSubdirectory("tracetoll-fleet-").FullName;
        try
        {
            return new Coordinator(folder, manifest).Run(slices);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Bytes(IEnumerable<int> lengths)
    {
        List<int> sorted = [.. lengths.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[0]} to {sorted[^1]}, in the middle {sorted[sorted.Count / 2]}");
    }

    private static double Middle(List<Work> work, Func<Work, double> value)
    {
        List<double> sorted = [.. work.Select(value).Order()];
        return sorted[sorted.Count / 2];
    }
}
