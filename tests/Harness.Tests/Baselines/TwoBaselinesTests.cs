using TraceToll.Baselines;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>What Verify, or a file system, would take for the same name.</summary>
public sealed class TwoBaselinesTests : IDisposable
{
    private readonly BaselineFolder _folder = new();

    [Theory]
    [InlineData("suite.costs_TESTBED=loopback_mode=idle.verified.json")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle.Verified.JSON")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle.verified.txt")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle#old.verified.json")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle#old.verified.txt")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle.verified.json.orig")]
    public void Are_refused_and_left_alone(string other)
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));
        var beside = _folder.Pair with { Folder = Path.Combine(_folder.Pair.Folder, other) };
        File.WriteAllBytes(beside.Folder, BaselineSamples.Bytes(BaselineSamples.Small));

        var wrong = Assert.Throws<InvalidBaselineException>(() => _folder.Check(BaselineFolder.Adding(30)));

        string[] both = [other, BaselineFolder.Name + ".verified.json"];
        Assert.Equal(
            $"there are two baselines for {_folder.Pair}: {string.Join(" and ", both.Order(StringComparer.Ordinal))}; keep the one that is right, as {BaselineFolder.Name}.verified.json, and remove the other",
            wrong.Message);
        Assert.Throws<InvalidBaselineException>(() => _folder.Approve(BaselineFolder.Adding(3)));
        Assert.Throws<InvalidBaselineException>(() => _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval, force: true));
        Assert.Throws<InvalidBaselineException>(() => _folder.Store.Find(BaselineFolder.Name));
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal(2, Directory.GetFiles(_folder.Pair.Folder).Length);
    }

    [Theory]
    [InlineData("suite.costs_testbed=loopback_mode=idle.verified.json")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle.verified.txt")]
    public void One_that_is_called_otherwise_is_not_taken_for_none(string other)
    {
        _folder.PutReceived(BaselineSamples.Bytes(BaselineSamples.Small));
        File.WriteAllBytes(Path.Combine(_folder.Pair.Folder, other), BaselineSamples.Bytes(BaselineSamples.Small));

        var wrong = Assert.Throws<InvalidBaselineException>(() => _folder.Check(BaselineFolder.Adding(3)));

        Assert.Equal($"the baseline of {_folder.Pair} is called {other}; call it {BaselineFolder.Name}.verified.json, or remove it", wrong.Message);
        Assert.Throws<InvalidBaselineException>(() => _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval, force: true));
        Assert.False(File.Exists(_folder.Pair.VerifiedPath));
    }

    [Theory]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle2.verified.json")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle_more=1.verified.json")]
    [InlineData("Suite.Costs_testbed=loopback.verified.json")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle.received.txt")]
    [InlineData("Suite.Costs_testbed=loopback_mode=idle.verified.json.01234567.new")]
    public void A_longer_or_a_shorter_name_is_another_one(string other)
    {
        _folder.Approve(BaselineFolder.Adding(3));
        File.WriteAllBytes(Path.Combine(_folder.Pair.Folder, other), BaselineSamples.Bytes(BaselineSamples.Small));

        Assert.Equal(BaselineOutcome.Within, _folder.Check(BaselineFolder.Adding(3)).Outcome);
    }

    [Fact]
    public void The_same_name_in_another_environment_is_another_one()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        _folder.Approve(BaselineFolder.Adding(13).Noted(manifest => manifest with { Environment = "elsewhere" }));

        Assert.Equal(BaselineOutcome.Within, _folder.Check(BaselineFolder.Adding(3)).Outcome);
        Assert.Equal(["elsewhere", BaselineFolder.Environment], _folder.Store.All().Select(pair => pair.Environment));
    }

    public void Dispose() => _folder.Dispose();
}
