using TraceToll.Experiments;
using Xunit.Abstractions;

namespace TraceToll.Xunit;

/// <summary>Of all progress, a test's output gets what happens before the load: above all, for whom it waits.</summary>
internal sealed class WaitingOutput(ITestOutputHelper output) : IProgress<ExperimentProgress>
{
    public void Report(ExperimentProgress value)
    {
        if (value is { Detail: null } && value.Elapsed == TimeSpan.Zero)
        {
            output.WriteLine(value.Doing);
        }
    }
}
