using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

public sealed class BaselineCheckTests : IDisposable
{
    private readonly BaselineFolder _folder = new();

    [Fact]
    public void Within_leaves_what_is_approved_alone_and_takes_away_what_was_received()
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));
        _folder.PutReceived(BaselineSamples.Bytes(BaselineSamples.Small));

        var check = _folder.Check(BaselineFolder.Adding(4));

        Assert.Equal((BaselineOutcome.Within, false), (check.Outcome, check.IsReceived));
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal([_folder.Pair.VerifiedPath], Directory.GetFiles(_folder.Pair.Folder));
    }

    [Fact]
    public void A_cost_that_creeps_is_held_against_what_was_approved()
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));

        Assert.Equal([BaselineOutcome.Within, BaselineOutcome.Within, BaselineOutcome.Regressed], ((double[])[5, 7, 9]).Select(us => _folder.Check(BaselineFolder.Adding(us)).Outcome));

        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
    }

    [Theory]
    [InlineData(23, BaselineOutcome.Regressed)]
    [InlineData(-17, BaselineOutcome.Improved)]
    public void What_differs_lies_beside_as_received(double addsUs, BaselineOutcome expected)
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));

        var check = _folder.Check(BaselineFolder.Adding(addsUs));

        Assert.Equal((expected, true), (check.Outcome, check.IsReceived));
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        var received = _folder.Pair.ReadReceived()!;
        Assert.Null(received.Approval);
        Assert.Equal(addsUs, received.Measures.Single(measure => measure.Measure == "p50").DeltaUs, 0.5);
        Assert.Equal(BaselineFile.ToText(check.Candidate), BaselineFile.ToText(received));
    }

    [Fact]
    public void Inconclusive_writes_nothing()
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));
        var received = _folder.PutReceived(BaselineSamples.Bytes(BaselineSamples.Small));

        // One block more than what was approved cannot bound anything at this error rate.
        var check = _folder.Check(BaselineFolder.Adding(3, blocks: 1));

        Assert.Equal((BaselineOutcome.Inconclusive, false), (check.Outcome, check.IsReceived));
        Assert.Equal((verified, received), (FileState.Now(_folder.Pair.VerifiedPath), FileState.Now(_folder.Pair.ReceivedPath)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Invalid_writes_nothing_whether_something_is_approved_or_not(bool approved)
    {
        var verified = approved ? _folder.Approve(BaselineFolder.Adding(3)) : FileState.Now(_folder.Pair.VerifiedPath);

        var check = _folder.Check(BaselineFolder.Adding(30).Noted(manifest => manifest with { Outcome = new Outcome(false, ["the tracer was killed"]) }));

        Assert.Equal((BaselineOutcome.Invalid, false), (check.Outcome, check.IsReceived));
        Assert.Equal(["the tracer was killed"], check.Verdict!.Causes);
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.False(File.Exists(_folder.Pair.ReceivedPath));
    }

    [Fact]
    public void Controls_that_differ_are_invalid()
    {
        _folder.Approve(BaselineFolder.Adding(3));

        var check = _folder.Check(Sessions.Of(16, _ => 100, _ => 3, _ => 30).Noted(manifest => manifest with { Environment = BaselineFolder.Environment }));

        Assert.Equal(BaselineOutcome.Invalid, check.Outcome);
        Assert.Contains("off-again differs from off by +30.0 us", Assert.Single(check.Verdict!.Causes), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Pair.ReceivedPath));
    }

    [Fact]
    public void Where_nothing_is_approved_it_is_received()
    {
        var check = _folder.Check(BaselineFolder.Adding(3));

        Assert.Equal((BaselineOutcome.Missing, true), (check.Outcome, check.IsReceived));
        Assert.Equal((null, null), (check.Approved, check.Verdict));
        Assert.Empty(check.Differences);
        Assert.Equal([_folder.Pair.ReceivedPath], Directory.GetFiles(_folder.Pair.Folder));
    }

    [Fact]
    public void An_approved_file_that_a_diff_tool_left_empty_is_none()
    {
        _folder.PutVerified([0xEF, 0xBB, 0xBF]);

        Assert.Equal(BaselineOutcome.Missing, _folder.Check(BaselineFolder.Adding(3)).Outcome);
    }

    [Fact]
    public void The_tolerance_is_the_approved_one_unless_another_is_asked_for()
    {
        _folder.Approve(BaselineFolder.Adding(3), Budget.Parse("p50=30us,p90=30us"));

        Assert.Equal(BaselineOutcome.Within, _folder.Check(BaselineFolder.Adding(23)).Outcome);
        Assert.Equal(BaselineOutcome.Regressed, _folder.Check(BaselineFolder.Adding(23), Budget.Parse("p50=10us")).Outcome);
        Assert.Equal("p50=10us", _folder.Pair.ReadReceived()!.Tolerance);
    }

    [Fact]
    public void A_tolerance_for_what_was_not_approved_is_not_compared_and_can_be_accepted()
    {
        _folder.Approve(BaselineFolder.Adding(3));

        var check = _folder.Check(BaselineFolder.Adding(3), Budget.Parse("p50=5us,p75=5us"));

        Assert.Equal(BaselineOutcome.Incomparable, check.Outcome);
        Assert.Equal("p75 is measured now and not known in the baseline", $"{Assert.Single(check.Differences)}");
        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);
        Assert.Equal(BaselineOutcome.Within, _folder.Check(BaselineFolder.Adding(3)).Outcome);
    }

    [Fact]
    public void Runs_are_compared_with_runs_and_not_with_blocks()
    {
        _folder.Approve(AsRuns(BaselineFolder.Adding(3)));

        Assert.Equal(BaselineOutcome.Within, _folder.Check(AsRuns(BaselineFolder.Adding(4))).Outcome);
        Assert.Equal(BaselineOutcome.Regressed, _folder.Check(AsRuns(BaselineFolder.Adding(23))).Outcome);
        var blocks = _folder.Check(BaselineFolder.Adding(3));
        Assert.Equal(BaselineOutcome.Invalid, blocks.Outcome);
        Assert.Equal("one session was measured in blocks and the other in runs, which are not paired; measure both alike", Assert.Single(blocks.Verdict!.Causes));
    }

    [Fact]
    public void A_mode_without_a_block_is_refused_before_anything_is_written()
    {
        var folder = _folder.Save(BaselineFolder.Adding(3));

        var unknown = Assert.Throws<FormatException>(() => MeasuredSession.Of(Recording.Load(folder), folder, "log"));

        Assert.Equal("the recording has no mode 'log'; it has off, idle, off-again", unknown.Message);
        Assert.False(Directory.Exists(_folder.Store.Folder));
    }

    [Fact]
    public void A_recording_that_does_not_know_its_environment_has_to_be_told()
    {
        var folder = _folder.Save(BaselineFolder.Adding(3).Noted(manifest => manifest with { Environment = null }));

        var unknown = Assert.Throws<FormatException>(() => MeasuredSession.Of(Recording.Load(folder), folder, "idle"));
        var wrong = Assert.Throws<FormatException>(() => MeasuredSession.Of(Recording.Load(folder), folder, "idle", "../x"));

        Assert.Equal($"the recording in {folder} does not say on what kind of machine it was measured; name it with --environment", unknown.Message);
        Assert.Equal("'..-x' is no name of an environment; take letters, digits, dots, dashes and underscores, at most 64, the first one a letter or a digit", wrong.Message);
        Assert.Equal("here", MeasuredSession.Of(Recording.Load(folder), folder, "idle", "here").Environment);
    }

    [Fact]
    public void A_file_that_was_moved_to_another_environment_is_not_compared()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        Directory.Move(_folder.Pair.Folder, Path.Combine(_folder.Store.Folder, "elsewhere"));

        var check = _folder.Check(BaselineFolder.Adding(3).Noted(manifest => manifest with { Environment = "elsewhere" }));

        Assert.Equal(BaselineOutcome.Incomparable, check.Outcome);
        Assert.Equal("environment is elsewhere now and test-4-kvm in the baseline", $"{Assert.Single(check.Differences)}");
    }

    [Fact]
    public void What_may_differ_is_compared_and_named()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        var newer = Samples.Host with { Tracer = Samples.Host.Tracer with { Version = "bpftrace v0.24.0" } };

        var check = _folder.Check(BaselineFolder.Adding(3).Noted(manifest => manifest with { SenderHost = newer, ResponderHost = newer }));

        Assert.Equal(BaselineOutcome.Within, check.Outcome);
        Assert.Contains("  - bpftrace is bpftrace v0.24.0 now and bpftrace v0.17.0 in the baseline: compared all the same\n", BaselineText.Create(check), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The same slices, each a run of its own.</summary>
    private static Recording AsRuns(Recording recording) => recording.Noted(manifest => manifest with { Interleaved = false });
}
