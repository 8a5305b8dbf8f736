using System.Globalization;

namespace TraceToll.Recordings;

/// <summary>What of slices and runs has to make sense beside being JSON: figures that could not have been measured would be reckoned with.</summary>
internal static class FigureCheck
{
    // 11 days in ns; and more round trips than anybody waits for.
    private const long Most = 1_000_000_000_000_000;

    /// <exception cref="InvalidRecordingException">Something does not.</exception>
    public static void Require(Recording recording, string folder)
    {
        HashSet<string> modes = [.. recording.Manifest.Modes];
        var problem = recording.Slices.Select((slice, i) => (Place: Line(Recording.SlicesFile, i), Problem: Problem(slice, modes)))
            .Concat(recording.Runs.Select((run, i) => (Place: Line(Recording.RunsFile, i), Problem: Problem(run, modes))))
            .FirstOrDefault(each => each.Problem != null);
        if (problem.Problem != null)
        {
            throw new InvalidRecordingException($"{Path.Combine(folder, problem.Place)} cannot be used: {problem.Problem}");
        }
    }

    private static string? Problem(Slice slice, HashSet<string> modes) => Problem(slice.Mode, modes) ?? Problem(
        (slice.Block, "block"), (slice.Measured.Replies, "replies"), (slice.Measured.RepliesExpected, "repliesExpected"), (slice.Measured.StartUnixNs / 1e9, "startUnixNs"),
        (slice.Measured.DurationNs, "durationNs"), (slice.Measured.MeanFromDueNs, "meanFromDueNs"), (slice.Measured.AchievedRate, "achievedRate"),
        (slice.HarnessCpuNs ?? 0, "harnessCpuNs"), (slice.Measured.Witness.OffCpuNs ?? 0, "offCpuNs"), (slice.Measured.Witness.RecordingCpuNs ?? 0, "recordingCpuNs"),
        (slice.Measured.Witness.HiccupNs, "hiccupNs"));

    private static string? Problem(KnownRun run, HashSet<string> modes) => Problem(run.Mode, modes) ?? Problem(
        [(run.Run, "run"), (run.Replies, "replies"), (run.DurationMs, "durationMs"), (run.MeanNs, "meanNs"), (run.WorstNs, "worstNs"),
            .. run.PercentilesNs.Select(known => (known.Value, "percentilesNs"))])
        ?? (run.PercentilesNs.Keys.FirstOrDefault(key => key is not (> 0 and < 100), 50) is var key && key is not 50
            ? string.Create(CultureInfo.InvariantCulture, $"it has a percentile {key}; possible are those above 0 and below 100")
            : null);

    private static string? Problem(string mode, HashSet<string> modes) => modes.Contains(mode) ? null : $"it is of the mode {mode}, which the manifest does not name";

    private static string? Problem(params IReadOnlyList<(double Value, string Name)> figures)
    {
        var wrong = figures.FirstOrDefault(figure => figure.Value is not (>= 0 and <= Most));
        return wrong.Name == null ? null : string.Create(CultureInfo.InvariantCulture, $"its {wrong.Name} is {wrong.Value}; possible are 0 to {Most}");
    }

    private static string Line(string file, int index) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {index + 1}");
}
