namespace TraceToll.GitHub.Nights;

/// <summary>From what the sessions left, what is to be said of the night.</summary>
internal static class NightJudgement
{
    public static NightOutcome Outcome(IReadOnlyList<NightRow> rows, IReadOnlyList<string> causes) =>
        causes.Count > 0 ? NightOutcome.Failed
        : rows.Any(row => row.IsConfirmed) ? NightOutcome.Regressed
        : NightOutcome.Good;

    /// <summary>The rows, each with the worst that a session said of it.</summary>
    public static List<RowVerdict> Worst(IEnumerable<RowVerdict> verdicts) =>
        [.. verdicts.GroupBy(verdict => verdict.Key).Select(same => same.MaxBy(verdict => Badness(verdict.Kind))!).OrderBy(verdict => $"{verdict.Key}", StringComparer.Ordinal)];

    /// <summary>What makes the night a failed one.</summary>
    public static IEnumerable<string> Causes(IReadOnlyList<NightRow> rows, IReadOnlyList<SuiteSession> sessions, IReadOnlyList<RowVerdict> verdicts)
    {
        foreach (var (session, number) in sessions.Select((session, index) => (session, index + 1)))
        {
            foreach (var cause in Causes(session, number, verdicts))
            {
                yield return cause;
            }
        }

        foreach (var row in rows)
        {
            if (row.Verdict.Kind == RowKind.Invalid)
            {
                yield return $"{row.Name} is invalid";
            }
            else if (row.IsUnresolved)
            {
                yield return $"{row.Name} regressed, and the second session could not tell: it was {row.Again switch { { } kind => $"{kind}".ToLowerInvariant(), null => "not judged" }} there";
            }
        }

        if (rows.Count == 0)
        {
            yield return "no test gave a verdict";
        }
        else if (rows.All(row => row.Verdict.Kind is RowKind.Missing or RowKind.Incomparable))
        {
            yield return "nothing was judged: no row has a baseline that it can be compared with; approve what is proposed";
        }
        else if (rows.All(row => row.Verdict.Kind is RowKind.Missing or RowKind.Incomparable or RowKind.Inconclusive))
        {
            yield return "nothing was shown: each row is inconclusive, or has no baseline that it can be compared with; measure longer, with TRACETOLL_PLAN, or on a quieter machine";
        }
    }

    private static IEnumerable<string> Causes(SuiteSession session, int number, IReadOnlyList<RowVerdict> verdicts)
    {
        // A test whose verdict is inconclusive or has no baseline is skipped, after it has measured.
        if (session.Passed + session.Failures.Count + Math.Min(session.Skipped, session.Verdicts) == 0)
        {
            yield return $"session {number} ran no test ({session.Skipped} skipped, exit code {session.ExitCode})";
        }
        else if (session is { ExitCode: not 0, Failures.Count: 0 })
        {
            yield return $"session {number} ended with exit code {session.ExitCode}, though no test failed";
        }

        foreach (var failure in session.Failures.Where(failure => !verdicts.Any(failure.IsOf)))
        {
            yield return $"{failure.Name} failed without a verdict: {failure.Reason}";
        }

        foreach (var reason in session.Broken)
        {
            yield return reason;
        }
    }

    private static int Badness(RowKind kind) => kind switch
    {
        RowKind.Invalid => 6,
        RowKind.Regressed => 5,
        RowKind.Incomparable => 4,
        RowKind.Missing => 3,
        RowKind.Inconclusive => 2,
        RowKind.Within => 1,
        _ => 0,
    };
}
