using Spectre.Console;
using TraceToll.Experiments;

namespace TraceToll.Cli;

/// <summary>Progress on standard error: one line that changes on a terminal, a line a step elsewhere.</summary>
internal abstract class ProgressDisplay(bool verbose) : IProgress<ExperimentProgress>, IDisposable
{
    /// <param name="error">Standard error.</param>
    /// <param name="verbose">Whether details are told too.</param>
    public static ProgressDisplay Create(TextWriter error, bool verbose)
    {
        var profile = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) }).Profile;
        var capabilities = profile.Capabilities;
        return Console.IsErrorRedirected || !capabilities.Ansi
            ? new ProgressLines(error, verbose)
            : new ProgressBarLine(error, verbose, () => profile.Width, capabilities.Unicode, capabilities.ColorSystem != ColorSystem.NoColors);
    }

    public void Report(ExperimentProgress value)
    {
        if (value.Detail == null)
        {
            Show(value);
        }
        else if (verbose)
        {
            Say($"{ProgressText.Clock(value.Elapsed)}  {value.Detail}");
        }
    }

    /// <summary>A line that stays.</summary>
    public abstract void Say(string line);

    public virtual void Dispose()
    {
    }

    protected abstract void Show(ExperimentProgress value);
}
