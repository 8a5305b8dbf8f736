using TraceToll.Baselines;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>A received file that somebody, or a tool of Verify's, moved over the approved one: an acceptance that says of itself what it is.</summary>
public sealed class HandMovedTests : IDisposable
{
    private readonly BaselineFolder _folder = new();

    public static TheoryData<string> Ways => ["mv", "dotnet verify", "over what was approved"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Is_honoured_by_the_next_check_and_marked(string way)
    {
        Move(way);

        var check = _folder.Check(BaselineFolder.Adding(4));

        Assert.Equal(BaselineOutcome.Within, check.Outcome);
        Assert.Null(check.Approved!.Approval);
        Assert.Contains("  approved by hand: its received file was moved over, so it does not say by whom, when and why\n", BaselineText.Create(check), StringComparison.Ordinal);
        Assert.Equal(BaselineOutcome.Regressed, _folder.Check(BaselineFolder.Adding(23)).Outcome);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Is_marked_in_the_diff_and_in_the_list(string way)
    {
        Move(way);

        List<string> problems = [];
        var list = BaselineList.Create(_folder.Store, new DateTimeOffset(2020, 12, 1, 0, 0, 0, TimeSpan.Zero), problems);

        Assert.Empty(problems);
        Assert.Contains($"| {BaselineFolder.Name} | by hand ", list, StringComparison.Ordinal);
        // Only when it was measured is known.
        Assert.Contains(" | 29 d |", list, StringComparison.Ordinal);
        Assert.Contains("  approved: by hand: its received file was moved over", BaselineDiff.Create(_folder.Pair, _folder.Pair.ReadApproved(), null), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_bytes_need_not_be_those_that_were_written()
    {
        _folder.Check(BaselineFolder.Adding(3));
        // As an editor or git on another system may leave it.
        File.WriteAllText(_folder.Pair.VerifiedPath, File.ReadAllText(_folder.Pair.ReceivedPath).Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n");
        File.Delete(_folder.Pair.ReceivedPath);

        Assert.Equal(BaselineOutcome.Within, _folder.Check(BaselineFolder.Adding(3)).Outcome);
    }

    [Fact]
    public void A_later_acceptance_says_by_whom()
    {
        Move("mv");
        _folder.Check(BaselineFolder.Adding(23));

        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);

        Assert.Equal("Ada", _folder.Pair.ReadApproved()!.Approval!.By);
    }

    [Fact]
    public void What_was_changed_on_the_way_is_refused()
    {
        _folder.Check(BaselineFolder.Adding(3));
        File.WriteAllText(_folder.Pair.VerifiedPath, File.ReadAllText(_folder.Pair.ReceivedPath).Replace("\"p50=5us/5%\"", "\"p50=500us\"", StringComparison.Ordinal));

        Assert.Throws<InvalidBaselineException>(() => _folder.Check(BaselineFolder.Adding(3)));
    }

    public void Dispose() => _folder.Dispose();

    private void Move(string way)
    {
        if (way == "over what was approved")
        {
            _folder.Approve(BaselineFolder.Adding(100));
        }

        _folder.Check(BaselineFolder.Adding(3));
        if (way == "dotnet verify")
        {
            File.Delete(_folder.Pair.VerifiedPath);
            File.Move(_folder.Pair.ReceivedPath, _folder.Pair.VerifiedPath);
            return;
        }

        File.Move(_folder.Pair.ReceivedPath, _folder.Pair.VerifiedPath, overwrite: true);
    }
}
