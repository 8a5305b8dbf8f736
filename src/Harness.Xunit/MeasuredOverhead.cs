using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Reports;
using Xunit.Abstractions;

namespace TraceToll.Xunit;

/// <summary>What a test has measured: the first mode that was asked for, compared with off.</summary>
public sealed partial class MeasuredOverhead
{
    private const string Verdicts = "verdicts";
    private readonly ITestOutputHelper _output;

    internal MeasuredOverhead(string folder, Recording recording, Comparison comparison, ITestOutputHelper output)
    {
        Folder = folder;
        Recording = recording;
        Comparison = comparison;
        _output = output;
    }

    /// <summary>The recording's folder.</summary>
    public string Folder { get; }

    /// <summary>The recording.</summary>
    public Recording Recording { get; }

    /// <summary>The treatment against off, measure by measure.</summary>
    public Comparison Comparison { get; }

    /// <summary>What is to be said of it against a budget.</summary>
    public Verdict Judge(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return budget.Judge(Recording, Comparison.Treatment);
    }

    /// <summary>Passes when the cost is shown to be no more than this; see <see cref="ShouldCostAtMost(Budget)"/>.</summary>
    /// <param name="microseconds">So many us ...</param>
    /// <param name="percent">... or so many per cent of off: whichever is more.</param>
    /// <param name="at">The measures; mean, p50, p90 and p99 where none is named.</param>
    public void ShouldCostAtMost(double microseconds, double percent, params Measure[] at) => ShouldCostAtMost(Budget.AtMost(microseconds, percent, at));

    /// <summary>
    /// Passes when the cost is shown to stay within the budget, and fails when it is shown not to. When neither can be shown the test
    /// is skipped with the reason, and with what would decide it; it fails where TRACETOLL_REQUIRE names <c>verdicts</c>.
    /// </summary>
    /// <exception cref="OverheadException">The cost is over the budget.</exception>
    /// <exception cref="InvalidMeasurementException">Nothing can be said: the rig, a host or the tracer failed, or the machine cannot judge so little.</exception>
    public void ShouldCostAtMost(Budget budget)
    {
        var verdict = Judge(budget);
        var text = VerdictText.Create(verdict) + HowToLook(budget);
        Log($"{verdict.Kind}", text);
        switch (verdict.Kind)
        {
            case VerdictKind.Regressed:
                throw new OverheadException(text);
            case VerdictKind.Invalid:
                throw new InvalidMeasurementException(text);
            case VerdictKind.Inconclusive:
                Requirements.Require(false, Verdicts, text);
                break;
            default:
                _output.WriteLine(text);
                break;
        }
    }

    private void Log(string kind, string text, BaselineCheck? check = null) =>
        TestLog.Add(Folder, Recording.Manifest, Comparison.Treatment, kind, text, check);

    private string HowToLook(Budget budget)
    {
        var judged = Recording.Manifest with { Budgets = new Dictionary<string, string> { [Comparison.Treatment] = $"{budget}" } };
        return $"  measure it again: {RerunCommand.Of(judged)}\n  look at it:       {RerunCommand.Analysis(Folder, Comparison.Treatment, budget)}";
    }
}
