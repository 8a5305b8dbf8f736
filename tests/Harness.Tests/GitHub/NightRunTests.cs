using TraceToll.GitHub.Nights;
using TraceToll.Reports;
using Xunit;

namespace TraceToll.Tests.GitHub;

public sealed class NightRunTests : IDisposable
{
    private const string Row = "(testbed: remote, mode: idle)";
    private readonly FakeSuite _suite = new();

    [Fact]
    public async Task A_good_night_takes_one_session()
    {
        _suite.Session(0, [FakeSuite.Verdict("S.A", "within"), FakeSuite.Verdict("S.B", "inconclusive")], ($"S.A{Row}", "Passed"), ($"S.B{Row}", "NotExecuted"));

        var night = await _suite.RunAsync("--filter", "Testbed=remote");

        Assert.Equal((NightOutcome.Good, 0, 2, 1), (night.Outcome, night.Causes.Count, night.Rows.Count, night.Sessions.Count));
        Assert.Equal(["test", "tests/Overhead", "--filter", "Testbed=remote", "--results-directory"], _suite.Arguments(1)![..5]);
        Assert.Null(_suite.Arguments(2));
        Assert.Equal((1, 1), (night.Sessions[0].Passed, night.Sessions[0].Skipped));
        Assert.Contains("running 1", _suite.Told);
        Assert.Equal("artifacts/tracetoll/20261124T011801", night.Rows[0].Verdict.Recording);
        Assert.Equal(NightSummary.Create(night), NightSummary.Create(Night.Read(_suite.Checkout)));
    }

    [Fact]
    public async Task What_regressed_is_measured_again_alone_and_confirmed()
    {
        _suite.Session(1, [FakeSuite.Verdict("S.A", "within"), FakeSuite.Verdict("S.B", "regressed")], ($"S.A{Row}", "Passed"), ($"S.B{Row}", "Failed"))
            .Session(1, [FakeSuite.Verdict("S.B", "regressed")], ($"S.B{Row}", "Failed"));

        var night = await _suite.RunAsync("--filter", "Testbed=remote|Tracing=log");

        Assert.Equal((NightOutcome.Regressed, 0), (night.Outcome, night.Causes.Count));
        Assert.Equal([false, true], night.Rows.Select(row => row.IsConfirmed));
        Assert.Contains("(Testbed=remote|Tracing=log)&((FullyQualifiedName=S.B&DisplayName~testbed: remote, mode: idle))", _suite.Arguments(2)!);
    }

    [Theory]
    [InlineData("within")]
    [InlineData("improved")]
    public async Task What_is_not_confirmed_is_no_alarm_and_is_told(string again)
    {
        _suite.Session(1, [FakeSuite.Verdict("S.B", "regressed")], ($"S.B{Row}", "Failed")).Session(0, [FakeSuite.Verdict("S.B", again)], ($"S.B{Row}", "Passed"));

        var night = await _suite.RunAsync();

        Assert.Equal((NightOutcome.Good, true), (night.Outcome, Assert.Single(night.Rows).IsUnconfirmed));
        Assert.Contains($"regressed once, then {again}: not confirmed", NightSummary.Create(night), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid", 1, "Failed")]
    [InlineData("inconclusive", 0, "NotExecuted")]
    [InlineData("missing", 0, "NotExecuted")]
    public async Task A_second_session_that_cannot_tell_fails_the_night(string again, int exitCode, string outcome)
    {
        _suite.Session(1, [FakeSuite.Verdict("S.B", "regressed")], ($"S.B{Row}", "Failed")).Session(exitCode, [FakeSuite.Verdict("S.B", again)], ($"S.B{Row}", outcome));

        var night = await _suite.RunAsync();

        Assert.Equal(NightOutcome.Failed, night.Outcome);
        Assert.Equal([$"ec2-c5n.xlarge/S.B regressed, and the second session could not tell: it was {again} there"], night.Causes);
        Assert.Contains($"**regressed**, then {again}", NightSummary.Create(night), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_session_without_the_row_fails_the_night()
    {
        _suite.Session(1, [FakeSuite.Verdict("S.B", "regressed")], ($"S.B{Row}", "Failed")).Session(0, []);

        var night = await _suite.RunAsync();

        Assert.Equal(NightOutcome.Failed, night.Outcome);
        Assert.Equal(
            ["session 2 ran no test (0 skipped, exit code 0)", "ec2-c5n.xlarge/S.B regressed, and the second session could not tell: it was not judged there"], night.Causes);
    }

    [Fact]
    public async Task A_confirmed_regression_stands_beside_what_failed()
    {
        _suite.Session(1, [FakeSuite.Verdict("S.A", "invalid"), FakeSuite.Verdict("S.B", "regressed")], ($"S.A{Row}", "Failed"), ($"S.B{Row}", "Failed"))
            .Session(1, [FakeSuite.Verdict("S.B", "regressed")], ($"S.B{Row}", "Failed"));

        var night = await _suite.RunAsync();

        Assert.Equal((NightOutcome.Failed, 1), (night.Outcome, night.Rows.Count(row => row.IsConfirmed)));
        Assert.Equal([$"S.A{Row} is invalid"], night.Causes);
        Assert.Contains("FAILED in part, and REGRESSED", NightSummary.Create(night), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "session 1 ran no test (0 skipped, exit code 0)", "no test gave a verdict")]
    [InlineData(1, "session 1 ran no test (0 skipped, exit code 1)", "no test gave a verdict")]
    public async Task A_night_without_tests_has_failed_whatever_it_ended_with(int exitCode, params string[] causes)
    {
        _suite.Session(exitCode, []);

        var night = await _suite.RunAsync();

        Assert.Equal(NightOutcome.Failed, night.Outcome);
        Assert.Equal(causes, night.Causes);
    }

    [Fact]
    public async Task A_night_whose_tests_were_skipped_before_they_measured_has_failed()
    {
        _suite.Session(0, [], ($"S.A{Row}", "NotExecuted"));

        Assert.Equal(["session 1 ran no test (1 skipped, exit code 0)", "no test gave a verdict"], (await _suite.RunAsync()).Causes);
    }

    [Fact]
    public async Task A_night_in_which_nothing_could_be_told_is_not_good()
    {
        _suite.Session(0, [FakeSuite.Verdict("S.A", "inconclusive"), FakeSuite.Verdict("S.B", "missing")], ($"S.A{Row}", "NotExecuted"), ($"S.B{Row}", "NotExecuted"));

        Assert.StartsWith("nothing was shown: each row is inconclusive, or has no baseline", Assert.Single((await _suite.RunAsync()).Causes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inconclusive")]
    [InlineData("missing")]
    [InlineData("incomparable")]
    public async Task A_test_that_fails_as_a_verdict_is_required_fails_the_night(string kind)
    {
        _suite.Session(1, [FakeSuite.Verdict("S.A", "within"), FakeSuite.Verdict("S.B", kind)], ($"S.A{Row}", "Passed"), ($"S.B{Row}", "Failed"));

        Assert.Equal([$"S.B{Row} failed without a verdict: no socket left in baselines"], (await _suite.RunAsync()).Causes);
    }

    [Theory]
    [InlineData("The active test run was aborted. Reason: Test host process crashed", "Failed", "the test run broke: The active test run was aborted. Reason: Test host process crashed")]
    [InlineData(null, "Aborted", "the test run broke: its results end as Aborted")]
    public async Task A_test_host_that_crashes_after_a_regression_fails_the_night(string? error, string outcome, string expected)
    {
        _suite.Session(1, [FakeSuite.Verdict("S.B", "regressed")], ($"S.B{Row}", "Failed")).Crash(error, outcome);
        _suite.Session(1, [FakeSuite.Verdict("S.B", "regressed")], ($"S.B{Row}", "Failed"));

        var night = await _suite.RunAsync();

        Assert.Equal((NightOutcome.Failed, expected), (night.Outcome, Assert.Single(night.Causes)));
    }

    [Fact]
    public async Task Where_the_checkout_is_on_the_machine_is_nobodys_business()
    {
        var verdict = FakeSuite.Verdict("S.A", "missing") with { Text = $"received: {_suite.Checkout}/baselines/a/S.A.received.json\nrecording: {_suite.Checkout}/artifacts/tracetoll/1\n" };
        _suite.Session(1, [verdict], ($"S.A{Row}", "NotExecuted"), ("S.B", "Failed")).Leave("20261124T020000/verdicts.jsonl", "{\n");

        var night = await _suite.RunAsync();

        Assert.Equal("received: baselines/a/S.A.received.json\nrecording: artifacts/tracetoll/1\n", Assert.Single(night.Rows).Verdict.Text);
        Assert.Contains("S.B failed without a verdict: no socket left in baselines", night.Causes);
        Assert.Contains(night.Causes, cause => cause.StartsWith("artifacts/tracetoll/20261124T020000/verdicts.jsonl cannot be read", StringComparison.Ordinal));
        Assert.DoesNotContain(_suite.Checkout, File.ReadAllText(Night.PathIn(_suite.Checkout)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_fails_without_a_verdict_fails_the_night()
    {
        _suite.Session(1, [FakeSuite.Verdict("S.A", "within")], ($"S.A{Row}", "Passed"), ("S.SelfTest.Finds_it", "Failed"));

        Assert.Equal(["S.SelfTest.Finds_it failed without a verdict: no socket left in baselines"], (await _suite.RunAsync()).Causes);
    }

    [Fact]
    public async Task A_test_that_fails_though_it_is_within_fails_the_night()
    {
        _suite.Session(1, [FakeSuite.Verdict("S.A", "within")], ($"S.A{Row}", "Failed"));

        Assert.Equal([$"S.A{Row} failed without a verdict: no socket left in baselines"], (await _suite.RunAsync()).Causes);
    }

    [Fact]
    public async Task A_run_that_breaks_though_no_test_failed_fails_the_night()
    {
        _suite.Session(134, [FakeSuite.Verdict("S.A", "within")], ($"S.A{Row}", "Passed"));

        Assert.Equal(["session 1 ended with exit code 134, though no test failed"], (await _suite.RunAsync()).Causes);
    }

    [Fact]
    public async Task A_night_in_which_nothing_could_be_compared_is_not_good()
    {
        _suite.Session(0, [FakeSuite.Verdict("S.A", "missing"), FakeSuite.Verdict("S.B", "incomparable")], ($"S.A{Row}", "NotExecuted"), ("S.Other", "Passed"));

        Assert.Equal(["nothing was judged: no row has a baseline that it can be compared with; approve what is proposed"], (await _suite.RunAsync()).Causes);
    }

    [Fact]
    public async Task Verdicts_of_earlier_recordings_are_not_counted()
    {
        var old = Path.Combine(_suite.Checkout, "artifacts", "tracetoll", "20261123T011800");
        Directory.CreateDirectory(old);
        VerdictLog.Add(old, FakeSuite.Verdict("S.Old", "regressed"));
        _suite.Session(0, [FakeSuite.Verdict("S.A", "within")], ($"S.A{Row}", "Passed"));

        Assert.Equal("S.A", Assert.Single((await _suite.RunAsync()).Rows).Verdict.Test);
    }

    [Theory]
    [InlineData("""{"test":"S.A","row":"","testbed":"t","mode":"m","kind":"splendid","text":"","at":"2026-11-24T01:17:00Z"}""",
        "'splendid' is no kind of verdict; known are within, improved, inconclusive, regressed, invalid, missing, incomparable")]
    [InlineData("""{"kind":"wit""", "verdicts.jsonl cannot be read")]
    public async Task A_verdict_that_cannot_be_read_fails_the_night(string verdict, string expected)
    {
        _suite.Session(0, [FakeSuite.Verdict("S.A", "within")], ($"S.A{Row}", "Passed")).Leave("20261124T020000/verdicts.jsonl", verdict + "\n");

        Assert.Contains(expected, Assert.Single((await _suite.RunAsync()).Causes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_breaks_off_leaves_no_night_of_before()
    {
        _suite.Session(0, [FakeSuite.Verdict("S.A", "within")], ($"S.A{Row}", "Passed"));
        await _suite.RunAsync();
        File.Delete(_suite.Program);

        await Assert.ThrowsAnyAsync<Exception>(() => _suite.RunAsync());

        Assert.False(File.Exists(Night.PathIn(_suite.Checkout)));
    }

    [Fact]
    public void Filters_are_escaped_and_none_is_made_of_a_test_that_nobody_knows()
    {
        var row = Nights.Row("A", RowKind.Regressed).Verdict with { Test = "S.A", Row = "side: (both), load: 1=2|3" };

        Assert.Equal(["--no-build", "--filter", @"(X=1)&((FullyQualifiedName=S.A&DisplayName~side: \(both\), load: 1\=2\|3))"], RowFilter.Apply(["--filter=X=1", "--no-build"], [row]));
        Assert.Equal(["--filter=X=1"], RowFilter.Apply(["--filter=X=1"], [row, row with { Test = "" }]));
    }

    public void Dispose() => _suite.Dispose();
}
