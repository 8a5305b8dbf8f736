using TraceToll.Baselines;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>By the names that people write.</summary>
public sealed class FindingBaselinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void By_the_name_alone_or_with_the_environment()
    {
        Put("a", "X.verified.json");
        Put("b", "Y.received.json");

        Assert.Equal("a/X", $"{Store.Find("X")}");
        Assert.Equal("b/Y", $"{Store.Find("b/Y")}");
        Assert.Equal(Path.Combine(_folder.Path, "b", "Y.received.json"), Store.Find("Y").ReceivedPath);
    }

    [Fact]
    public void Where_several_environments_have_it_one_has_to_be_said()
    {
        Put("a", "X.verified.json");
        Put("b", "X.received.json");

        Assert.Equal("'X' is in several environments; say which: a/X, b/X", Assert.Throws<FormatException>(() => Store.Find("X")).Message);
        Assert.Equal("b", Store.Find("b/X").Environment);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("X.verified.json")]
    [InlineData("../x")]
    [InlineData("a/../a/X")]
    [InlineData("/etc/passwd")]
    public void What_is_not_there_is_not_looked_for_elsewhere(string name)
    {
        Put("a", "X.verified.json");
        Put("..", "x.verified.json");

        var unknown = Assert.Throws<FormatException>(() => new BaselineStore(_folder.File("baselines")).Find(name));

        Assert.Equal($"there is no baseline '{name}' in {_folder.File("baselines")}; there are none at all", unknown.Message);
        Put("baselines/a", "X.verified.json");
        unknown = Assert.Throws<FormatException>(() => new BaselineStore(_folder.File("baselines")).Find(name));
        Assert.Equal($"there is no baseline '{name}' in {_folder.File("baselines")}; there are a/X", unknown.Message);
    }

    [Theory]
    [InlineData("..", "X")]
    [InlineData("a", "../X")]
    [InlineData("a/b", "X")]
    [InlineData("", "X")]
    [InlineData("a", "")]
    [InlineData("a", ".X")]
    [InlineData("a", "X\n")]
    public void No_name_leads_out_of_the_store(string environment, string name)
    {
        Assert.Throws<FormatException>(() => Store.Of(environment, name));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_store_that_is_not_there_is_empty()
    {
        Assert.Empty(new BaselineStore(_folder.File("nowhere")).All());
        Assert.False(Directory.Exists(_folder.File("nowhere")));
    }

    [Fact]
    public void Only_what_is_called_a_baseline_is_listed_each_once_in_order()
    {
        Put("b", "Z.verified.json");
        Put("b", "Z.received.json");
        Put("b", "ä b.received.json");
        Put("b", "readme.md");
        Put("b", "W.verified.json.01234567.new");
        Put("b", "V.verified.txt");
        Put("a", "Y.verified.json");
        File.WriteAllText(_folder.File("U.verified.json"), "");

        Assert.Equal(["a/Y", "b/Z", "b/ä b"], Store.All().Select(pair => $"{pair}"));
    }

    public void Dispose() => _folder.Dispose();

    private BaselineStore Store => new(_folder.Path);

    private void Put(string environment, string file)
    {
        var folder = _folder.File(environment == ".." ? "." : environment);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), "{}");
    }
}
