using TraceToll.GitHub.Nights;

namespace TraceToll.Tests.GitHub;

/// <summary>Nights made by hand.</summary>
internal static class Nights
{
    public static readonly DateTimeOffset First = new(2026, 11, 24, 1, 17, 0, TimeSpan.Zero);

    public static NightRow Row(string name, RowKind kind, RowKind? again = null, string text = "") => new(
        new RowVerdict
        {
            Test = $"Some.Suite.{name}",
            Row = "testbed: remote, mode: idle",
            Testbed = "remote",
            Mode = "idle",
            Baseline = $"ec2-c5n.xlarge/Suite.{name}_testbed=remote_mode=idle",
            Kind = kind,
            Text = text,
            Recording = "artifacts/tracetoll/20261124T011800",
        },
        again);

    /// <summary>The night that many days after the first.</summary>
    public static Night Of(int day, params NightRow[] rows)
    {
        SuiteSession[] sessions = [new SuiteSession(rows.Any(row => row.Verdict.Kind == RowKind.Regressed) ? 1 : 0, rows.Length, 0, [], rows.Length, [])];
        var causes = NightJudgement.Causes(rows, [sessions[0] with { ExitCode = 0 }], [.. rows.Select(row => row.Verdict)]).ToList();
        return new Night
        {
            StartedAt = First.AddDays(day),
            EndedAt = First.AddDays(day).AddMinutes(42),
            Outcome = NightJudgement.Outcome(rows, causes),
            Causes = causes,
            Rows = rows,
            Sessions = sessions,
        };
    }
}
