using DiffEngine;
using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Tests.Theories;

[Collection(Requiring.Collection)]
public sealed class ShouldMatchBaselineTests : IDisposable
{
    private readonly BaselineFolder _folder = new();
    private readonly TestOutput _output = new();

    // Nobody wants to see these in a diff tool.
    public ShouldMatchBaselineTests() => DiffRunner.Disabled = true;

    [Fact]
    public async Task Passes_within_and_says_so()
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));

        var measured = await MatchAsync(BaselineFolder.Adding(4));

        Assert.StartsWith($"{_folder.Pair}: WITHIN its baseline\n  approved by Ada on 2020-11-02: measured twice on a quiet machine\nidle: WITHIN its tolerance\n", _output.Text, StringComparison.Ordinal);
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        AssertNoted(measured, "within", received: false, _output.Text.TrimEnd('\n'));
    }

    [Fact]
    public async Task Passes_when_it_is_cheaper_and_offers_the_tighter_baseline()
    {
        _folder.Approve(BaselineFolder.Adding(23));

        var measured = await MatchAsync(BaselineFolder.Adding(3));

        Assert.StartsWith($"{_folder.Pair}: IMPROVED: it costs less than its baseline\n", _output.Text, StringComparison.Ordinal);
        Assert.Contains($"  approve:  measure again first, as 2 sessions have to agree and this is number 1\n", _output.Text, StringComparison.Ordinal);
        AssertNoted(measured, "improved", received: true, "IMPROVED");
        Assert.NotNull(_folder.Pair.ReadReceived());
    }

    [Fact]
    public async Task Fails_when_it_costs_more_with_old_against_new_and_what_to_do()
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));
        var measured = Of(BaselineFolder.Adding(23));

        var failure = await Assert.ThrowsAsync<OverheadException>(() => measured.ShouldMatchBaseline(sessions: 1, name: BaselineFolder.Name));

        Assert.StartsWith($"{_folder.Pair}: REGRESSED: it costs more than its baseline\n", failure.Message, StringComparison.Ordinal);
        foreach (var part in (string[])[" adds approved |", "| p50 ", $"  received: {_folder.Pair.ReceivedPath}\n", $"  compare:  ./tracetoll baseline diff {_folder.Pair}\n", $"  approve:  ./tracetoll baseline accept {_folder.Pair} --reason '...'\n"])
        {
            Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal("", _output.Text);
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        AssertNoted(measured, "regressed", received: true, failure.Message);
    }

    [Fact]
    public async Task Is_invalid_where_nothing_can_be_said()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        var measured = Of(Sessions.Of(16, _ => 100, _ => 3, _ => 30).Noted(manifest => manifest with { Environment = BaselineFolder.Environment }));

        var failure = await Assert.ThrowsAsync<InvalidMeasurementException>(() => measured.ShouldMatchBaseline(name: BaselineFolder.Name));

        Assert.StartsWith($"{_folder.Pair}: INVALID: nothing can be said\n", failure.Message, StringComparison.Ordinal);
        AssertNoted(measured, "invalid", received: false, failure.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_skipped_where_nothing_is_approved_unless_baselines_are_required(bool required)
    {
        using var environment = new Requiring("baselines", required);
        var measured = Of(BaselineFolder.Adding(3));

        var ended = await EndAsync(() => measured.ShouldMatchBaseline(sessions: 1, name: BaselineFolder.Name));

        var text = $"{_folder.Pair}: NO BASELINE is approved yet\n  received: {_folder.Pair.ReceivedPath}\n";
        AssertSkippedUnless(required, ended, "baselines", text);
        Assert.Contains($"./tracetoll baseline accept {_folder.Pair} --reason '...'", ended.Message, StringComparison.Ordinal);
        AssertNoted(measured, "missing", received: true, text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_skipped_where_it_was_measured_otherwise_unless_baselines_are_required(bool required)
    {
        using var environment = new Requiring("baselines", required);
        _folder.Approve(BaselineFolder.Adding(3).Noted(manifest => manifest with { Plan = "blocks=99,slice=9" }));
        var measured = Of(BaselineFolder.Adding(3));

        var ended = await EndAsync(() => measured.ShouldMatchBaseline(name: BaselineFolder.Name));

        AssertSkippedUnless(required, ended, "baselines", $"{_folder.Pair}: NOT COMPARED with its baseline, which was measured elsewhere or otherwise\n");
        Assert.Contains("  - plan is blocks=3,slice=1.25 now and blocks=99,slice=9 in the baseline\n", ended.Message, StringComparison.Ordinal);
        AssertNoted(measured, "incomparable", received: true, "NOT COMPARED");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_skipped_when_neither_can_be_shown_unless_verdicts_are_required(bool required)
    {
        using var environment = new Requiring("verdicts", required);
        _folder.Approve(BaselineFolder.Adding(3));
        var measured = Of(BaselineFolder.Adding(3, blocks: 1));

        var ended = await EndAsync(() => measured.ShouldMatchBaseline(name: BaselineFolder.Name));

        AssertSkippedUnless(required, ended, "verdicts", $"{_folder.Pair}: INCONCLUSIVE: neither that it stayed within its baseline nor that it did not could be shown\n");
        AssertNoted(measured, "inconclusive", received: false, "INCONCLUSIVE");
    }

    [Fact]
    public async Task What_is_there_and_was_shown_is_not_touched_by_what_is_required()
    {
        using var baselines = new Requiring("baselines", required: true);
        using var verdicts = new Requiring("verdicts", required: true);
        _folder.Approve(BaselineFolder.Adding(3));

        await MatchAsync(BaselineFolder.Adding(3));
    }

    [Fact]
    public async Task Fails_where_what_is_approved_cannot_be_used()
    {
        var verified = _folder.PutVerified("<<<<<<< HEAD\n"u8.ToArray());

        var failure = await Assert.ThrowsAsync<InvalidBaselineException>(() => Of(BaselineFolder.Adding(3)).ShouldMatchBaseline(name: BaselineFolder.Name));

        Assert.StartsWith($"{_folder.Pair.VerifiedPath} cannot be read: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.False(File.Exists(_folder.Pair.ReceivedPath));
    }

    [Fact]
    public async Task Needs_a_name_where_no_theory_is_running()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Of(BaselineFolder.Adding(3)).ShouldMatchBaseline());

        Assert.Equal("a baseline has the name of the [LatencyTheory] that is running, and none is; give it one with name:", failure.Message);
        Assert.False(Directory.Exists(_folder.Store.Folder));
    }

    [Fact]
    public async Task A_name_that_is_none_is_refused()
    {
        await Assert.ThrowsAsync<FormatException>(() => Of(BaselineFolder.Adding(3)).ShouldMatchBaseline(name: "../x"));
        Assert.False(Directory.Exists(_folder.Store.Folder));
    }

    [Fact]
    public async Task Takes_the_name_of_the_row_that_runs()
    {
        using var environment = new Requiring("baselines", required: false);
        var measured = Of(BaselineFolder.Adding(3));
        Suite.Body = () => measured.ShouldMatchBaseline(sessions: 1);

        var (first, reason) = await SuiteRows.RunAsync(Assert.Single(SuiteRows.Discover("Does")));

        Assert.Equal((0, 1), (first.Failed, first.Skipped));
        Assert.StartsWith("test-4-kvm/Suite.Does_testbed=loopback_mode=idle: NO BASELINE is approved yet\n", reason, StringComparison.Ordinal);
        var noted = Assert.Single(VerdictLog.Read(measured.Folder));
        Assert.Equal(("TraceToll.Tests.Theories.Suite.Does", "testbed: loopback, mode: idle", "test-4-kvm/Suite.Does_testbed=loopback_mode=idle"), (noted.Test, noted.Row, noted.Baseline));

        _folder.Store.Accept(_folder.Store.Find("Suite.Does_testbed=loopback_mode=idle"), BaselineFolder.Approval);
        var again = Of(BaselineFolder.Adding(3));
        Suite.Body = () => again.ShouldMatchBaseline();
        var (second, nothing) = await SuiteRows.RunAsync(Assert.Single(SuiteRows.Discover("Does")));

        Assert.Equal((0, 0, ""), (second.Failed, second.Skipped, nothing));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<MeasuredOverhead> MatchAsync(Recording recording)
    {
        var measured = Of(recording);
        await measured.ShouldMatchBaseline(name: BaselineFolder.Name);
        return measured;
    }

    private MeasuredOverhead Of(Recording recording)
    {
        var folder = _folder.Save(recording);
        var saved = Recording.Load(folder);
        return new MeasuredOverhead(folder, saved, Comparison.Of(saved, "idle")!, _output) { Baselines = _folder.Store };
    }

    private static async Task<Exception> EndAsync(Func<Task> match) => (await Record.ExceptionAsync(match))!;

    private static void AssertSkippedUnless(bool required, Exception ended, string requirement, string text)
    {
        if (required)
        {
            Assert.StartsWith($"TRACETOLL_REQUIRE names {requirement}, but {text}", Assert.IsType<RigFailureException>(ended).Message, StringComparison.Ordinal);
            return;
        }

        Assert.StartsWith(text, Assert.IsType<SkipException>(ended).Message, StringComparison.Ordinal);
    }

    private void AssertNoted(MeasuredOverhead measured, string kind, bool received, string text)
    {
        var noted = Assert.Single(VerdictLog.Read(measured.Folder));
        Assert.Equal((kind, received, $"{_folder.Pair}", "loopback", "idle"), (noted.Kind, noted.Received, noted.Baseline, noted.Testbed, noted.Mode));
        Assert.Contains(text, noted.Text, StringComparison.Ordinal);
    }
}
