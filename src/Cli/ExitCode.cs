using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Cli;

/// <summary>The exit codes; part of the interface, so they do not change.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Regressed = 1;
    public const int Usage = 2;
    public const int RigFailed = 3;
    public const int Inconclusive = 4;

    /// <summary>What help says of them.</summary>
    public const string Help = "Exit codes: 0 done, and within budget or baseline; 1 over it; 2 the command line is wrong, or what it asks for is refused; "
        + "3 the rig, a host or the tracer failed, so the figures are invalid; 4 neither within budget nor over it could be shown.";

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
