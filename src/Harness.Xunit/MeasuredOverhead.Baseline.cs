using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Reports;

namespace TraceToll.Xunit;

/// <content>Against what was approved.</content>
public sealed partial class MeasuredOverhead
{
    private const string BaselinesRequirement = "baselines";

    /// <summary>
    /// Passes when the cost is shown to be no more than what is approved in <c>baselines/</c>, but for a tolerance; fails when it is shown
    /// to be more. Where nothing is approved that this can be compared with, the test is skipped with how to approve it, and fails where
    /// TRACETOLL_REQUIRE names <c>baselines</c>. What differs lies beside the approved file as received.
    /// </summary>
    /// <param name="tolerance">By how much the cost may change; null: what was approved with it, and 5 us or 5 % of off at the median where nothing was.</param>
    /// <param name="sessions">How many sessions have to agree before one is approved, 1 or more.</param>
    /// <param name="name">The baseline's name; null: that of the running <see cref="LatencyTheoryAttribute"/>, with its row.</param>
    /// <exception cref="OverheadException">It costs more than what is approved.</exception>
    /// <exception cref="InvalidMeasurementException">Nothing can be said: the rig, a host or the tracer failed, or the machine cannot judge so little.</exception>
    /// <exception cref="InvalidBaselineException">The approved baseline cannot be read, was changed by hand, or is there twice.</exception>
    /// <exception cref="InvalidOperationException">No theory is running whose name it could have.</exception>
    public async Task ShouldMatchBaseline(Budget? tolerance = null, int sessions = Baseline.UsualSessions, string? name = null)
    {
        var check = Baselines.Check(name ?? BaselineName, ToSession(), tolerance, sessions);
        var text = BaselineText.Create(check);
        Log($"{check.Outcome}", text, check);
        switch (check.Outcome)
        {
            case BaselineOutcome.Regressed:
                await DiffTool.ShowAsync(check.Pair);
                throw new OverheadException(text);
            case BaselineOutcome.Invalid:
                throw new InvalidMeasurementException(text);
            case BaselineOutcome.Missing or BaselineOutcome.Incomparable:
                Requirements.Require(false, BaselinesRequirement, text);
                break;
            case BaselineOutcome.Inconclusive:
                Requirements.Require(false, Verdicts, text);
                break;
            default:
                _output.WriteLine(text);
                break;
        }
    }

    /// <summary>The name that its baseline has: that of the running <see cref="LatencyTheoryAttribute"/>, with its row.</summary>
    /// <exception cref="InvalidOperationException">No theory is running.</exception>
    public static string BaselineName => RunningTest.Current?.BaselineName
        ?? throw new InvalidOperationException("a baseline has the name of the [LatencyTheory] that is running, and none is; give it one with name:");

    /// <summary>The folder of baselines: <c>baselines/</c> of the checkout that the tests are in, or what TRACETOLL_BASELINES names; absolute.</summary>
    public static string BaselinesFolder => Path.GetFullPath(SuiteFolders.Baselines);

    /// <summary>What it would be as a baseline, for who compares by other means.</summary>
    public MeasuredSession ToSession() => MeasuredSession.Of(Recording, Folder, Comparison.Treatment);

    /// <summary>Where baselines are.</summary>
    internal BaselineStore Baselines { get; init; } = new(SuiteFolders.Baselines);
}
