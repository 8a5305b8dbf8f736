using System.Globalization;
using Spectre.Console;
using TraceToll.Experiments;

namespace TraceToll.Cli;

/// <summary>Progress on standard error: one line that changes on a terminal, a line a step elsewhere.</summary>
internal abstract class ProgressDisplay : IProgress<ExperimentProgress>, IDisposable
{
    public static ProgressDisplay Create(TextWriter error) =>
        Console.IsErrorRedirected ? new Lines(error) : new Live();

    public abstract void Report(ExperimentProgress value);

    public virtual void Dispose()
    {
    }

    private static string Step(ExperimentProgress progress) => progress.Mode.Length == 0
        ? progress.Doing
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Block}/{Math.Max(progress.Block, progress.Blocks)}  {progress.Doing} {progress.Mode}");

    private static string Figures(ExperimentProgress progress)
    {
        var rate = progress.RatePerSecond > 0 ? string.Create(CultureInfo.InvariantCulture, $"  {progress.RatePerSecond:0}/s") : "";
        var latency = progress.P50Ns > 0 ? string.Create(CultureInfo.InvariantCulture, $"  p50 {progress.P50Ns / 1000.0:0.0} us  p99 {progress.P99Ns / 1000.0:0.0} us") : "";
        return rate + latency;
    }

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");

    private static string TimeLeft(ExperimentProgress progress) => progress.Remaining is { } left
        ? string.Create(CultureInfo.InvariantCulture, $"  {Clock(left)} left")
        : "";

    /// <summary>For logs and pipes: a line when something else is being done, never one a second.</summary>
    private sealed class Lines(TextWriter error) : ProgressDisplay
    {
        private string _last = "";

        public override void Report(ExperimentProgress value)
        {
            var step = Step(value);
            if (step != _last)
            {
                _last = step;
                error.WriteLine($"{Clock(value.Elapsed)}  {step}{TimeLeft(value)}");
            }
        }
    }

    /// <summary>For a terminal. Redrawn only when there is news: a display that spins would be measured too.</summary>
    private sealed class Live : ProgressDisplay
    {
        private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        private readonly Lock _lock = new();

        public override void Report(ExperimentProgress value)
        {
            var line = $"{Clock(value.Elapsed)}  {Step(value)}{Figures(value)}{TimeLeft(value)}";
            lock (_lock)
            {
                var width = Math.Max(20, _console.Profile.Width - 1);
                Console.Error.Write("\r" + (line.Length > width ? line[..width] : line.PadRight(width)));
            }
        }

        public override void Dispose()
        {
            base.Dispose();
            Console.Error.WriteLine();
        }
    }
}
