using TraceToll.Experiments;

namespace TraceToll.Cli;

/// <summary>For logs, pipes and terminals that can do no more: a line when something else is being done, however long that takes.</summary>
internal sealed class ProgressLines(TextWriter error, bool verbose) : ProgressDisplay(verbose)
{
    private readonly Lock _lock = new();
    private string _last = "";

    public override void Say(string line)
    {
        lock (_lock)
        {
            error.WriteLine(line);
        }
    }

    protected override void Show(ExperimentProgress value)
    {
        var step = ProgressText.Step(value);
        lock (_lock)
        {
            if (step != _last)
            {
                _last = step;
                error.WriteLine($"{ProgressText.Clock(value.Elapsed)}  {step}{(ProgressText.TimeLeft(value) is { Length: > 0 } left ? $"  {left}" : "")}");
            }
        }
    }
}
