using TraceToll.Analysis;

namespace TraceToll.Baselines;

/// <summary>Sessions that agree with each other: one lucky or noisy session shall not become a baseline.</summary>
internal static class Confirmations
{
    // Nobody asks for more, and the file stays short while nobody accepts it.
    private const int MostBefore = 9;

    /// <summary>
    /// The latest session, with those before that it confirms: where it was measured alike, and is shown to differ from them by no more
    /// than the tolerance. Otherwise it begins anew, alone.
    /// </summary>
    /// <param name="before">What was received until now; null when nothing was.</param>
    /// <param name="now">The latest session.</param>
    public static Baseline Join(Baseline? before, Baseline now)
    {
        if (before == null)
        {
            return now;
        }

        var latest = now.Sessions[0];
        if (before.Sessions.Any(session => session.Recording == latest.Recording))
        {
            // The same recording a second time confirms nothing, and takes nothing away; its figures are the ones in the file.
            return now with { Sessions = [.. before.Sessions.Where(session => session.Recording != latest.Recording), latest] };
        }

        return !Fact.Differences(before, now).Any(difference => difference.MustMatch) && Agree(before, now)
            ? now with { Sessions = [.. before.Sessions.TakeLast(MostBefore), .. now.Sessions] }
            : now;
    }

    private static bool Agree(Baseline before, Baseline now) =>
        now.Allowed.Measures.All(measure => before.ToComparison().At(measure) != null)
        && Stays(before.ToComparison(), now.ToComparison(), now.Allowed)
        // Within is that it rose by no more; to agree it must not have fallen by more either.
        && Stays(now.ToComparison(), before.ToComparison(), now.Allowed);

    private static bool Stays(Comparison before, Comparison now, Budget tolerance) => Verdict.OfChange(now, before, tolerance).Kind == VerdictKind.Within;
}
