using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Baselines;

/// <summary>A session held against a baseline.</summary>
public sealed record BaselineCheck
{
    private BaselineCheck()
    {
    }

    /// <summary>The baseline's files.</summary>
    public required BaselinePair Pair { get; init; }

    /// <summary>What is approved; null when nothing is.</summary>
    public required Baseline? Approved { get; init; }

    /// <summary>What the session would be as a baseline; with the sessions before that agree with it.</summary>
    public required Baseline Candidate { get; init; }

    /// <summary>Facts that are not the same; empty when nothing is approved.</summary>
    public required IReadOnlyList<FactDifference> Differences { get; init; }

    /// <summary>What is to be said of the change; null when nothing could be compared.</summary>
    public required Verdict? Verdict { get; init; }

    /// <summary>What came of it.</summary>
    public BaselineOutcome Outcome => Verdict?.Kind switch
    {
        null => Approved == null ? BaselineOutcome.Missing : BaselineOutcome.Incomparable,
        VerdictKind.Within => BaselineOutcome.Within,
        VerdictKind.Improved => BaselineOutcome.Improved,
        VerdictKind.Inconclusive => BaselineOutcome.Inconclusive,
        VerdictKind.Regressed => BaselineOutcome.Regressed,
        _ => BaselineOutcome.Invalid,
    };

    /// <summary>Whether the session lies beside the approved one now, to be looked at and accepted.</summary>
    public bool IsReceived => Outcome is BaselineOutcome.Missing or BaselineOutcome.Incomparable or BaselineOutcome.Regressed or BaselineOutcome.Improved;

    /// <summary>Compares; writes nothing.</summary>
    /// <param name="pair">The baseline's files.</param>
    /// <param name="approved">What is approved.</param>
    /// <param name="candidate">What the recording would be as a baseline.</param>
    /// <param name="recording">The recording.</param>
    internal static BaselineCheck Of(BaselinePair pair, Baseline? approved, Baseline candidate, Recording recording)
    {
        List<FactDifference> differences = approved == null ? [] : [.. Fact.Differences(approved, candidate), .. NotApproved(approved, candidate)];
        return new BaselineCheck
        {
            Pair = pair,
            Approved = approved,
            Candidate = candidate,
            Differences = differences,
            // Invalid is invalid, whether there is something to compare it with or not.
            Verdict = !recording.Manifest.Outcome.Valid ? candidate.Allowed.Judge(recording, candidate.Mode)
                : approved == null || differences.Any(difference => difference.MustMatch) ? null
                : Analysis.Verdict.OfChange(recording, candidate.Mode, approved.ToComparison(), candidate.Allowed),
        };
    }

    /// <summary>What the tolerance is for now, and was not measured then.</summary>
    private static IEnumerable<FactDifference> NotApproved(Baseline approved, Baseline candidate) =>
        candidate.Allowed.Measures.Where(measure => approved.Measures.All(each => each.Measure != measure.Name))
            .Select(measure => new FactDifference(measure.Name, null, "measured", MustMatch: true));
}
