using System.Globalization;
using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Scenarios;

namespace TraceToll.Benchmarks;

/// <summary>TraceToll's own load, untraced: round trips from due time, so that the sender's lateness is in them.</summary>
internal static class Ours
{
    public static async Task<Latencies> RunAsync(int seconds, string recordings)
    {
        // Two slices, off and off-again, make a block: each half of the time.
        var plan = Plan.Parse(string.Create(CultureInfo.InvariantCulture, $"blocks=1,slice={seconds / 2.0}"));
        var (folder, recording) = await Experiment.Of(Scenario.MarketData).By(plan).Below(recordings).RunAsync();
        if (!recording.Manifest.Outcome.Valid)
        {
            throw new InvalidOperationException($"the run is invalid: {string.Join("; ", recording.Manifest.Outcome.Causes)} ({folder})");
        }

        List<Slice> slices = [.. recording.Compared];
        var latencies = SliceLatencies.Of(slices);
        return new Latencies(latencies.ValueNs(new Measure(50)) / 1000, latencies.ValueNs(new Measure(99)) / 1000, latencies.Count,
            slices.Sum(slice => slice.Measured.Witness.StealMs));
    }
}
