using System.Globalization;
using System.Text.Json;
using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Calibration;

/// <summary>
/// Decisions on this machine, half of them with nothing planted and half with 10 us, in turn. Each is a line of JSON in a file, so that a
/// calibration that was broken off goes on where it was.
/// </summary>
internal static class RealCalibration
{
    public const long PlantedNs = 10_000;

    private static readonly Budget Allowed = Budget.Parse("p50=5us/5%");

    public static async Task RunAsync(int ofEach, string plan, string file, Action<string> tell)
    {
        var recordings = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "recordings");
        Directory.CreateDirectory(recordings);
        for (var done = Read(file).Count; done < 2 * ofEach; done++)
        {
            var plantedNs = done % 2 == 0 ? 0 : PlantedNs;
            var (folder, recording) = await Experiment.Of(Scenario.MarketData).Compare(TracingMode.Planted).By(Plan.Parse(plan))
                .Planting(TimeSpan.FromMicroseconds(plantedNs / 1_000.0)).Within(Allowed).Below(recordings).RunAsync();
            var decision = Decide(recording, plantedNs);
            File.AppendAllText(file, JsonSerializer.Serialize(decision) + "\n");
            tell(string.Create(CultureInfo.InvariantCulture,
                $"{done + 1} of {2 * ofEach}: planted {plantedNs / 1000.0} us: {decision.Verdict} after {decision.Blocks} blocks, p50 {decision.EstimateNs / 1000:+0.0;-0.0;0.0} us ({Path.GetFileName(folder)})"));
        }
    }

    public static List<RealDecision> Read(string file) =>
        File.Exists(file) ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<RealDecision>(line)!)] : [];

    private static RealDecision Decide(Recording recording, long plantedNs)
    {
        var verdict = Allowed.Judge(recording, TracingMode.Planted.Name);
        var p50 = new Measure(50);
        var effect = verdict.Comparison?.At(p50)?.Effect;
        return new RealDecision(plantedNs, $"{verdict.Kind}", verdict.Comparison?.Blocks ?? 0, effect?.Estimate ?? 0, Known(effect?.Interval.Lower), Known(effect?.Interval.Upper),
            verdict.Comparison?.Noise.FirstOrDefault(noise => noise.Measure == p50)?.Effect.Estimate ?? 0,
            recording.Compared.Sum(slice => slice.Measured.Witness.StealMs),
            NaiveAlarm(recording, p50), NaiveAlarm(recording, Measure.Mean), NaiveAlarm(recording, new Measure(99)), verdict.Causes);
    }

    private static bool NaiveAlarm(Recording recording, Measure measure)
    {
        // A session that failed before its first slices has no mean, and no alarm.
        double Mean(TracingMode mode) => recording.Compared.Where(slice => slice.Mode == mode.Name).Take(NaiveRule.Runs)
            .Select(slice => SliceLatencies.Of(slice).ValueNs(measure)).DefaultIfEmpty(double.NaN).Average();
        return NaiveRule.Alarms(Mean(TracingMode.Off), Mean(TracingMode.Planted));
    }

    private static double? Known(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
