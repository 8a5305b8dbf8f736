using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Reports;
using VerifyTests;

namespace TraceToll.Verify;

/// <summary>Baselines through Verify: the same files, bytes and comparison as <see cref="BaselineStore"/>, with Verify's failures and diff tool.</summary>
public static class BaselineVerifier
{
    /// <summary>
    /// Passes when the session is shown to cost no more than its baseline, but for the tolerance. Otherwise Verify fails the test, and the
    /// session lies beside the baseline as received. Verify does not write what is improved: <c>tracetoll baseline check</c> does.
    /// </summary>
    /// <param name="session">What was measured, such as <c>overhead.ToSession()</c>.</param>
    /// <param name="name">The baseline's name, such as <c>MeasuredOverhead.BaselineName</c>.</param>
    /// <param name="baselines">The folder of baselines, absolute or from the current folder.</param>
    /// <param name="tolerance">By how much the cost may change; null: what was approved, and <see cref="BaselineStore.UsualTolerance"/> where nothing was.</param>
    /// <param name="sessions">How many sessions have to agree before one is approved, 1 or more.</param>
    /// <param name="settings">Verify's settings; not changed. They must not say how files are named, nor where they are.</param>
    /// <returns>What came of it: within or improved.</returns>
    /// <exception cref="UndecidedBaselineException">Neither can be shown; a test may turn that into a skip.</exception>
    /// <exception cref="InvalidSessionException">The measurement is invalid.</exception>
    /// <exception cref="InvalidBaselineException">The approved baseline cannot be used.</exception>
    public static async Task<BaselineCheck> VerifyAsync(
        MeasuredSession session, string name, string baselines, Budget? tolerance = null, int sessions = Baseline.UsualSessions, VerifySettings? settings = null)
    {
        var check = new BaselineStore(baselines).Compare(name, session, tolerance, sessions);
        switch (check.Outcome)
        {
            case BaselineOutcome.Inconclusive:
                throw new UndecidedBaselineException(check);
            case BaselineOutcome.Invalid:
                throw new InvalidSessionException(check);
        }

        var ours = new VerifySettings(settings);
        // Verify would take paths and dates out of the text, and does not expect one name twice in a process.
        ours.DisableScrubbers();
        ours.DisableRequireUniquePrefix();
        // An empty verified text is what diff tools leave of a new baseline: the check has read it as missing. The comparison is made of
        // figures, not of texts, and has been made.
        ours.UseStringComparer((_, _, _) => Task.FromResult(check.IsReceived && check.Outcome != BaselineOutcome.Improved
            ? CompareResult.NotEqual(BaselineText.Create(check))
            : CompareResult.Equal), "json");

        Directory.CreateDirectory(check.Pair.Folder);
        if (check.Outcome != BaselineOutcome.Improved)
        {
            // This way in leaves an earlier received file where it is; what it knew is in the candidate.
            BaselineStore.Reject(check.Pair);
        }

        using var verifier = new InnerVerifier(check.Pair.Folder, check.Pair.Name, ours);
        await verifier.VerifyString(BaselineFile.ToText(check.Candidate), "json");
        return check;
    }
}
