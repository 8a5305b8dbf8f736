using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>What is approved, and what is not unless it is forced.</summary>
public sealed class AcceptanceTests : IDisposable
{
    private static readonly Budget Usual = BaselineStore.UsualTolerance;

    private readonly BaselineFolder _folder = new();

    public static TheoryData<string> Refusals => [.. Refused().Keys];

    [Fact]
    public void Makes_what_was_received_the_approved_one()
    {
        _folder.Check(BaselineFolder.Adding(3), sessions: 2);
        var received = _folder.Check(BaselineFolder.Adding(4), sessions: 2).Candidate;

        var accepted = _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);

        Assert.Equal(BaselineFolder.Approval, accepted.Approval);
        Assert.Equal([_folder.Pair.VerifiedPath], Directory.GetFiles(_folder.Pair.Folder));
        Assert.Equal(BaselineFile.ToText(received with { Approval = BaselineFolder.Approval }), BaselineFile.ToText(_folder.Pair.ReadApproved()!));
        Assert.DoesNotContain("forced", BaselineFile.ToText(accepted), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refuses_a_recording_with_the_reason(string kind)
    {
        var (recording, tolerance, sessions, expected) = Refused()[kind];

        var refused = Assert.Throws<AcceptanceRefusedException>(() => Accept(recording, tolerance, sessions, force: false));

        Assert.Contains(refused.Reasons, reason => reason.StartsWith(expected, StringComparison.Ordinal));
        Assert.Equal($"{_folder.Pair} is not accepted:\n  {string.Join("\n  ", refused.Reasons)}", refused.Message);
        Assert.False(Directory.Exists(_folder.Store.Folder));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Takes_it_by_force_and_writes_down_what_it_overruled(string kind)
    {
        var (recording, tolerance, sessions, expected) = Refused()[kind];

        Accept(recording, tolerance, sessions, force: true);

        Assert.Contains(_folder.Pair.ReadApproved()!.Approval!.Forced!, reason => reason.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Force_where_nothing_speaks_against_it_writes_nothing_down()
    {
        Accept(BaselineFolder.Adding(3), Usual, sessions: 1, force: true);

        Assert.Null(_folder.Pair.ReadApproved()!.Approval!.Forced);
    }

    [Fact]
    public void Refuses_what_is_received_for_the_same_reasons()
    {
        _folder.Check(BaselineFolder.Adding(3), Budget.Parse("p50=0.01us"), sessions: 2);
        var received = FileState.Of(_folder.Pair.ReceivedPath);

        var refused = Assert.Throws<AcceptanceRefusedException>(() => _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval));

        Assert.Equal(3, refused.Reasons.Count);
        Assert.StartsWith("the noise floor at p50, 0.1 us, is over the tolerance of 0.01 us: ", refused.Reasons[0], StringComparison.Ordinal);
        Assert.StartsWith("it is inconclusive at p50: what tracing adds is known to 0.", refused.Reasons[1], StringComparison.Ordinal);
        Assert.Equal("1 of the 2 sessions that have to agree: measure again, which confirms it or begins anew", refused.Reasons[2]);
        Assert.Equal(received, FileState.Now(_folder.Pair.ReceivedPath));
        Assert.False(File.Exists(_folder.Pair.VerifiedPath));
    }

    [Fact]
    public void Refuses_a_file_of_another_environment()
    {
        _folder.Check(BaselineFolder.Adding(3));
        Directory.Move(_folder.Pair.Folder, Path.Combine(_folder.Store.Folder, "elsewhere"));

        var refused = Assert.Throws<AcceptanceRefusedException>(() => _folder.Store.Accept(_folder.Store.Find(BaselineFolder.Name), BaselineFolder.Approval));

        Assert.Equal("it was measured in the environment test-4-kvm, and lies in elsewhere: move it to that folder, or measure here", Assert.Single(refused.Reasons));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Has_nothing_to_accept_where_nothing_was_received(bool force)
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));

        var refused = Assert.Throws<AcceptanceRefusedException>(() => _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval, force));

        Assert.Equal("nothing was received for it: measure first, or it is approved already", Assert.Single(refused.Reasons));
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
    }

    [Fact]
    public void A_recording_is_confirmed_by_what_was_received_before()
    {
        _folder.Check(BaselineFolder.Adding(3), sessions: 2);

        Accept(BaselineFolder.Adding(4), Usual, sessions: 2, force: false);

        Assert.Equal(2, _folder.Pair.ReadApproved()!.Sessions.Count);
        Assert.False(File.Exists(_folder.Pair.ReceivedPath));
    }

    [Fact]
    public void A_regression_can_be_approved()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        _folder.Check(BaselineFolder.Adding(23));

        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);

        Assert.Equal(BaselineOutcome.Within, _folder.Check(BaselineFolder.Adding(23)).Outcome);
        Assert.Equal(BaselineOutcome.Improved, _folder.Check(BaselineFolder.Adding(3)).Outcome);
    }

    [Fact]
    public void A_tolerance_outlives_the_approval_of_another_session()
    {
        _folder.Approve(BaselineFolder.Adding(3), Budget.Parse("p50=7us"));

        _folder.Store.Accept(BaselineFolder.Name, _folder.Measure(BaselineFolder.Adding(20)), BaselineFolder.Approval, sessions: 1);

        Assert.Equal("p50=7us", _folder.Pair.ReadApproved()!.Tolerance);
    }

    [Fact]
    public void Rejecting_takes_away_what_was_received_only()
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));
        _folder.Check(BaselineFolder.Adding(23));

        Assert.True(BaselineStore.Reject(_folder.Pair));
        Assert.False(BaselineStore.Reject(_folder.Pair));

        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal([_folder.Pair.VerifiedPath], Directory.GetFiles(_folder.Pair.Folder));
    }

    public void Dispose() => _folder.Dispose();

    private void Accept(Recording recording, Budget tolerance, int sessions, bool force) =>
        _folder.Store.Accept(BaselineFolder.Name, _folder.Measure(recording), BaselineFolder.Approval, tolerance, sessions, force);

    /// <summary>Sessions that are refused, with the tolerance, how many have to agree, and how the reason begins.</summary>
    private static Dictionary<string, (Recording Recording, Budget Tolerance, int Sessions, string Reason)> Refused() => new()
    {
        ["invalid"] = (BaselineFolder.Adding(3).Noted(manifest => manifest with { Outcome = new Outcome(false, ["the tracer was killed"]) }), Usual, 1, "it is invalid: the tracer was killed"),
        ["noisy"] = (With(noiseUs: block => block % 2 == 0 ? 9 : -9), Usual, 1, "the noise floor at p50, 8.9"),
        ["uncertain"] = (With(addedUs: block => block % 2 == 0 ? 12 : -12), Usual, 1, "it is inconclusive at p50: what tracing adds is known to 1"),
        ["few blocks"] = (BaselineFolder.Adding(3, blocks: 3), Usual, 1, "it is inconclusive at p50: what tracing adds has no bounds with so few, and 5.05 us may change: take more blocks, or allow more"),
        ["few round trips"] = (BaselineFolder.Adding(3), Budget.Parse("p99.9=50us"), 1, "a slice has too few round trips for p99.9: make slices longer, or take it out of the tolerance"),
        ["not confirmed"] = (BaselineFolder.Adding(3), Usual, 3, "1 of the 3 sessions that have to agree: measure again, which confirms it or begins anew"),
    };

    private static Recording With(Func<int, double>? addedUs = null, Func<int, double>? noiseUs = null) =>
        Sessions.Of(16, block => 100 + (block % 3), addedUs ?? (_ => 3), noiseUs).Noted(manifest => manifest with { Environment = BaselineFolder.Environment });
}
