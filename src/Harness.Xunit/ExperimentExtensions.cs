using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Reports;
using TraceToll.Reports.Html;
using Xunit.Abstractions;

namespace TraceToll.Xunit;

/// <summary>Running experiments in tests.</summary>
public static class ExperimentExtensions
{
    /// <summary>
    /// Measures, writes the report to the test's output, and compares the first mode that was asked for with off. TRACETOLL_PLAN
    /// overrides the plan; recordings go to <c>artifacts/tracetoll</c> of the checkout that the tests are in.
    /// </summary>
    /// <param name="experiment">The experiment; one mode beside off and off-again at least.</param>
    /// <param name="output">The test's output.</param>
    /// <exception cref="InvalidMeasurementException">The rig, a host or the tracer failed.</exception>
    public static async Task<MeasuredOverhead> RunAsync(this Experiment experiment, ITestOutputHelper output)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(output);
        await Requirements.CheckAsync(experiment, holder => output.WriteLine($"waiting: {holder} is measuring on this machine"));
        if (Environment.GetEnvironmentVariable("TRACETOLL_PLAN") is { Length: > 0 } plan)
        {
            experiment = experiment.By(Plan.Parse(plan));
        }

        var (folder, recording) = await experiment.Below(SuiteFolders.Recordings).RunAsync(new WaitingOutput(output));
        var analysis = SessionAnalysis.Of(recording);
        output.WriteLine(TextReport.Create(recording, analysis));
        output.WriteLine($"report:    {HtmlReport.TrySave(recording, analysis, folder)}");
        output.WriteLine($"recording: {folder}");
        SuiteSummary.Measured(folder, analysis.Comparisons.FirstOrDefault(comparison => comparison.Treatment == experiment.Modes[1].Name));
        if (!recording.Manifest.Outcome.Valid)
        {
            var text = $"the measurement is invalid:\n  {string.Join("\n  ", recording.Manifest.Outcome.Causes)}\nrecording: {folder}";
            TestLog.Add(folder, recording.Manifest, experiment.Modes[1].Name, "invalid", text);
            throw new InvalidMeasurementException(text);
        }

        return new MeasuredOverhead(folder, recording, Comparison.Of(recording, experiment.Modes[1].Name)!, output);
    }
}
