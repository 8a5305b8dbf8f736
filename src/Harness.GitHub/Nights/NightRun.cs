using System.Globalization;
using System.Text;
using CliWrap;
using TraceToll.Recordings;
using TraceToll.Reports;

namespace TraceToll.GitHub.Nights;

/// <summary>
/// Runs the suite once, and what has regressed a second time: one session in which a neighbour was busy is no reason to wake somebody.
/// </summary>
/// <param name="checkout">The checkout; recordings come to its artifacts.</param>
/// <param name="command">What runs the suite.</param>
/// <param name="time">The time.</param>
/// <param name="tell">Takes each line of progress, the suite's own too.</param>
internal sealed class NightRun(string checkout, SuiteCommand command, TimeProvider time, Action<string> tell)
{
    private readonly string _recordings = Night.RecordingsIn(checkout);

    /// <summary>Runs the night, and writes down what it found.</summary>
    /// <param name="arguments">More options of <c>dotnet test</c>.</param>
    /// <param name="cancellationToken">Ends the suite.</param>
    public async Task<Night> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // One that breaks off leaves none, not that of the night before.
        Night.Remove(checkout);
        var startedAt = time.GetUtcNow();
        var (session, verdicts) = await RunSessionAsync(1, arguments, cancellationToken);
        List<SuiteSession> sessions = [session];
        List<RowVerdict> all = [.. verdicts];
        var rows = NightJudgement.Worst(verdicts).ConvertAll(verdict => new NightRow(verdict));
        var regressed = rows.Where(row => row.Verdict.Kind == RowKind.Regressed).Select(row => row.Verdict).ToList();
        if (regressed.Count > 0)
        {
            tell($"night: {regressed.Count} of {rows.Count} rows regressed; measuring them again, to be sure");
            var (second, again) = await RunSessionAsync(2, RowFilter.Apply(arguments, regressed), cancellationToken);
            sessions.Add(second);
            all.AddRange(again);
            rows = Confirmed(rows, NightJudgement.Worst(again));
        }

        var causes = NightJudgement.Causes(rows, sessions, all).Distinct().ToList();
        var night = new Night
        {
            StartedAt = startedAt,
            EndedAt = time.GetUtcNow(),
            Outcome = NightJudgement.Outcome(rows, causes),
            Causes = causes,
            Rows = rows,
            Sessions = sessions,
        };
        night.Write(checkout);
        return night;
    }

    private static List<NightRow> Confirmed(List<NightRow> rows, List<RowVerdict> again)
    {
        return rows.ConvertAll(row => row.Verdict.Kind == RowKind.Regressed ? row with { Again = Of(row.Verdict)?.Kind } : row);

        // What was measured in vain was not held against a baseline, and names none.
        RowVerdict? Of(RowVerdict row) => again.Find(verdict => verdict.Key == row.Key)
            ?? again.Find(verdict => verdict is { Kind: RowKind.Invalid, Baseline: null } && (verdict with { Baseline = row.Baseline }).Key == row.Key);
    }

    private async Task<(SuiteSession Session, List<RowVerdict> Verdicts)> RunSessionAsync(int number, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var results = Path.Combine(checkout, "artifacts", "test-results", string.Create(CultureInfo.InvariantCulture, $"night-{number}"));
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        var before = Recordings();
        List<string> all = [.. command.Arguments, .. arguments, "--results-directory", results, "--logger", "trx"];
        tell($"night: session {number}: {command.Program} {string.Join(' ', all)}");
        var exitCode = await ExecuteAsync(all, cancellationToken);
        List<RowVerdict> verdicts = [];
        List<string> unreadable = [];
        foreach (var folder in Recordings().Except(before).Order(StringComparer.Ordinal))
        {
            Read(folder, verdicts, unreadable);
        }

        tell($"night: session {number} ended with {exitCode}; {verdicts.Count} verdicts");
        return (TestResults.Read(results, checkout, new SuiteSession(exitCode, 0, 0, [], verdicts.Count, unreadable)), verdicts);
    }

    private void Read(string folder, List<RowVerdict> verdicts, List<string> unreadable)
    {
        try
        {
            verdicts.AddRange(VerdictLog.Read(folder)
                .Select(logged => RowVerdict.Of(logged with { Text = MachinePaths.Remove(logged.Text, checkout) }, MachinePaths.Remove(folder, checkout))));
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidRecordingException or IOException)
        {
            unreadable.Add(OneLine.Of(MachinePaths.Remove(wrong.Message, checkout)));
        }
    }

    private async Task<int> ExecuteAsync(List<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            var lines = PipeTarget.ToDelegate(tell, Encoding.UTF8);
            var done = await CliWrap.Cli.Wrap(command.Program).WithArguments(arguments).WithWorkingDirectory(checkout)
                .WithStandardOutputPipe(lines).WithStandardErrorPipe(lines).WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken);
            return done.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new GitHubFailureException($"the suite could not be started: {command.Program} ({missing.Message}); install it", missing);
        }
    }

    private string[] Recordings() => Directory.Exists(_recordings) ? Directory.GetDirectories(_recordings) : [];
}
