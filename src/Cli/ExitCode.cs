using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Cli;

/// <summary>The exit codes; part of the interface, so they do not change. <see cref="RootTexts.ExitCodes"/> tells users of them.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Regressed = 1;
    public const int Usage = 2;
    public const int RigFailed = 3;
    public const int Inconclusive = 4;

    // The worst first.
    private static readonly int[] Severity = [RigFailed, Regressed, Inconclusive, Done];

    /// <summary>The worst of several.</summary>
    public static int Worst(IEnumerable<int> codes) => codes.MinBy(code => Array.IndexOf(Severity, code));

    /// <summary>The worst that is to be said of a recording.</summary>
    public static int Of(Recording recording, SessionAnalysis analysis)
    {
        var kinds = analysis.Verdicts.Select(verdict => verdict.Kind).ToList();
        return !recording.Manifest.Outcome.Valid || kinds.Contains(VerdictKind.Invalid) ? RigFailed
            : kinds.Contains(VerdictKind.Regressed) ? Regressed
            : kinds.Contains(VerdictKind.Inconclusive) ? Inconclusive
            : Done;
    }
}
