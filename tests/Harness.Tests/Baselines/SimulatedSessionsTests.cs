using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>The whole way, with sessions whose truth is known: measured, saved, approved, measured again. Seeded.</summary>
public sealed class SimulatedSessionsTests : IDisposable
{
    private const double UsualUs = 3;
    private const double PlantedUs = 20;

    private readonly BaselineFolder _folder = new();

    [Fact]
    public void Ten_sessions_in_which_nothing_changed_are_within_and_leave_the_file_alone()
    {
        var approved = Approve(UsualUs);

        var outcomes = CheckTen(UsualUs);

        Assert.All(outcomes, outcome => Assert.True(outcome is BaselineOutcome.Within or BaselineOutcome.Inconclusive, $"{outcome}"));
        Assert.InRange(outcomes.Count(outcome => outcome == BaselineOutcome.Within), 8, 10);
        Assert.Equal(approved, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal([_folder.Pair.VerifiedPath], Directory.GetFiles(_folder.Pair.Folder));
    }

    [Fact]
    public void Ten_sessions_that_cost_20_us_more_are_regressed_and_leave_the_file_alone()
    {
        var approved = Approve(UsualUs);

        Assert.Equal(Enumerable.Repeat(BaselineOutcome.Regressed, 10), CheckTen(UsualUs + PlantedUs));

        Assert.Equal(approved, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal(10, _folder.Pair.ReadReceived()!.Sessions.Count);
    }

    [Fact]
    public void Ten_sessions_that_cost_20_us_less_are_improved_and_can_be_accepted()
    {
        Approve(UsualUs + PlantedUs);

        Assert.Equal(Enumerable.Repeat(BaselineOutcome.Improved, 10), CheckTen(UsualUs));

        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);
        Assert.Equal(BaselineOutcome.Within, _folder.Check(Session(99, UsualUs)).Outcome);
        Assert.Equal(BaselineOutcome.Regressed, _folder.Check(Session(98, UsualUs + PlantedUs)).Outcome);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>As a person does: two sessions that agree, then accepted without force.</summary>
    private FileState Approve(double addedUs)
    {
        _folder.Check(Session(1, addedUs), sessions: 2);
        _folder.Check(Session(2, addedUs), sessions: 2);
        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);
        return FileState.Of(_folder.Pair.VerifiedPath);
    }

    private List<BaselineOutcome> CheckTen(double addedUs) => [.. Enumerable.Range(11, 10).Select(seed => _folder.Check(Session(seed, addedUs)).Outcome)];

    private static Recording Session(int seed, double addedUs) => BaselineSamples.Noisy(seed, addedUs);
}
