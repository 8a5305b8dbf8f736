using TraceToll.Baselines;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>What nobody needs.</summary>
public sealed class PruningTests : IDisposable
{
    private readonly BaselineFolder _folder = new();

    [Fact]
    public void Is_what_a_crash_left_and_what_is_approved_already()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        _folder.PutReceived(File.ReadAllBytes(_folder.Pair.VerifiedPath));
        File.WriteAllText(_folder.Pair.VerifiedPath + ".01234567.new", "{");
        File.WriteAllText(Path.Combine(_folder.Pair.Folder, "notes.new"), "mine");

        Assert.Equal(
            [(_folder.Pair.ReceivedPath, "it is what is approved"), (_folder.Pair.VerifiedPath + ".01234567.new", "a crash left it unfinished")],
            BaselinePruning.Find(_folder.Store, null).Select(each => (each.Key, each.Value)));
    }

    [Fact]
    public void Is_not_what_has_news()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        _folder.Check(BaselineFolder.Adding(23));

        Assert.Empty(BaselinePruning.Find(_folder.Store, null));
    }

    [Fact]
    public void Is_not_what_somebody_has_to_look_at_first()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        _folder.PutReceived("garbage"u8.ToArray());

        Assert.Empty(BaselinePruning.Find(_folder.Store, null));
    }

    [Fact]
    public void Is_all_that_no_test_has_the_name_of()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        _folder.Check(BaselineFolder.Adding(23));

        Assert.Empty(BaselinePruning.Find(_folder.Store, name => name == BaselineFolder.Name));
        Assert.Equal(
            [(_folder.Pair.ReceivedPath, "no test has its name"), (_folder.Pair.VerifiedPath, "no test has its name")],
            BaselinePruning.Find(_folder.Store, _ => false).Select(each => (each.Key, each.Value)));
    }

    [Fact]
    public void Is_nothing_where_there_is_no_store() => Assert.Empty(BaselinePruning.Find(new BaselineStore(Path.Combine(_folder.Path, "nowhere")), _ => false));

    public void Dispose() => _folder.Dispose();
}
