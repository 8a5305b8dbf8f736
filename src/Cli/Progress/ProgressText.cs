using System.Globalization;
using TraceToll.Experiments;

namespace TraceToll.Cli;

/// <summary>The words of progress.</summary>
internal static class ProgressText
{
    /// <summary>What is being done; in the same words as long as it is the same.</summary>
    public static string Step(ExperimentProgress progress) => progress.Mode.Length == 0
        ? progress.Doing
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Block}/{Of(progress)}  {progress.Doing} {progress.Mode}");

    /// <summary>Minutes and seconds.</summary>
    public static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");

    /// <summary>Empty where nothing is known of it.</summary>
    public static string TimeLeft(ExperimentProgress progress) => progress.Remaining is not { } left ? ""
        : left < TimeSpan.FromSeconds(1) ? "a moment left"
        : $"{(progress.MayEndEarlier ? "up to " : "")}{Clock(left)} left";

    /// <summary>One line for a terminal: what changes in width stands last.</summary>
    /// <param name="progress">The progress.</param>
    /// <param name="width">Columns that it may take.</param>
    /// <param name="full">What the bar is made of.</param>
    /// <param name="empty">What is missing of it.</param>
    public static (string Bar, string Text) Line(ExperimentProgress progress, int width, char full, char empty)
    {
        var bar = progress.Blocks == 0 ? "" : Bar(progress, width >= 76 ? 12 : width >= 60 ? 6 : 0, full, empty);
        string[] parts =
        [
            progress.Mode.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"block {progress.Block} of {Of(progress)}"),
            TimeLeft(progress),
            $"{progress.Doing} {progress.Mode}".TrimEnd(),
            progress.P50Ns > 0 ? string.Create(CultureInfo.InvariantCulture, $"p50 {progress.P50Ns / 1000.0:0.0} us") : "",
        ];
        var rest = string.Join("  ", parts.Where(part => part.Length > 0));
        var room = Math.Max(0, width - bar.Length);
        return (bar, rest.Length > room ? rest[..room] : rest);
    }

    private static string Bar(ExperimentProgress progress, int length, char full, char empty)
    {
        if (length == 0)
        {
            return "";
        }

        // By time, where the blocks are not alike: a warm-up before them, counted slices after them.
        var share = progress.Remaining is { } left && progress.Elapsed + left > TimeSpan.Zero ? progress.Elapsed / (progress.Elapsed + left) : 0;
        var done = (int)(share * length);
        return $"{new string(full, done)}{new string(empty, length - done)} ";
    }

    // Blocks that a rule leaves out are measured again: then there are more than planned.
    private static int Of(ExperimentProgress progress) => Math.Max(progress.Block, progress.Blocks);
}
