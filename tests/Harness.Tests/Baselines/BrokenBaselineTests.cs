using System.Text;
using TraceToll.Baselines;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>What is no baseline is called that, in one sentence, and stays as it is.</summary>
public sealed class BrokenBaselineTests : IDisposable
{
    private static readonly Recording Session = BaselineFolder.Adding(3);

    private readonly BaselineFolder _folder = new();

    public static TheoryData<string> Kinds => [.. BrokenBaselines.Texts.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_text_is_refused_with_what_is_wrong(string kind)
    {
        var (text, message) = BrokenBaselines.Texts[kind];

        var wrong = Assert.Throws<InvalidBaselineException>(() => BaselineFile.Parse(text, "X.verified.json"));

        Assert.StartsWith($"X.verified.json {message}", wrong.Message, StringComparison.Ordinal);
        AssertOneSentence(wrong);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_written_beside_or_over_it(string kind) => AssertUntouched(BaselineSamples.Bytes(BrokenBaselines.Texts[kind].Text), _folder.Pair.VerifiedPath);

    [Fact]
    public void Cut_off_anywhere_it_is_refused()
    {
        var text = BaselineFile.ToText(BaselineSamples.Small);
        for (var length = 1; length < text.Length; length += length < text.Length - 60 ? 50 : 1)
        {
            var wrong = Assert.Throws<InvalidBaselineException>(() => BaselineFile.Parse(text[..length], "X.verified.json"));

            Assert.StartsWith("X.verified.json cannot be read: ", wrong.Message, StringComparison.Ordinal);
            AssertOneSentence(wrong);
        }
    }

    [Fact]
    public void Cut_off_on_disk_it_is_refused_too()
    {
        var bytes = BaselineSamples.Bytes(BaselineSamples.Small);
        // What is shorter than the byte order mark and one character is empty.
        for (var length = 1; length < bytes.Length; length += 50)
        {
            _folder.PutVerified(bytes[..length]);

            AssertOneSentence(Assert.Throws<InvalidBaselineException>(_folder.Pair.ReadApproved));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 })]
    [InlineData(new byte[] { 0xEF, 0xBB })]
    public void What_is_not_UTF_8_is_refused(byte[] bytes)
    {
        var wrong = AssertUntouched(bytes, _folder.Pair.VerifiedPath);

        Assert.Equal($"{_folder.Pair.VerifiedPath} cannot be read: it is not UTF-8; restore it from git, or remove it and have it approved again", wrong.Message);
    }

    [Fact]
    public void A_folder_of_its_name_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Pair.VerifiedPath, "below"));

        var wrong = Assert.Throws<InvalidBaselineException>(() => _folder.Check(Session));

        Assert.Equal($"{_folder.Pair.VerifiedPath} cannot be read: it is a folder; restore it from git, or remove it and have it approved again", wrong.Message);
        Assert.Throws<InvalidBaselineException>(() => _folder.Approve(Session));
        Assert.Equal([_folder.Pair.VerifiedPath], Directory.GetFileSystemEntries(_folder.Pair.Folder));
    }

    [Fact]
    public void A_received_one_confirms_nothing_and_is_in_nobodys_way()
    {
        _folder.PutReceived(Encoding.UTF8.GetBytes("garbage"));

        var check = _folder.Check(Session, sessions: 2);

        Assert.Equal(BaselineOutcome.Missing, check.Outcome);
        Assert.Single(_folder.Pair.ReadReceived()!.Sessions);
    }

    [Fact]
    public void A_received_one_is_not_accepted()
    {
        var before = _folder.PutReceived(Encoding.UTF8.GetBytes("garbage"));

        Assert.Throws<InvalidBaselineException>(() => _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval, force: true));

        Assert.Equal(before, FileState.Now(_folder.Pair.ReceivedPath));
        Assert.False(File.Exists(_folder.Pair.VerifiedPath));
    }

    [Fact]
    public void An_approved_one_is_replaced_by_force_only()
    {
        var received = BaselineSamples.Bytes(_folder.Measure(Session).ToBaseline(BaselineStore.UsualTolerance, sessions: 1));
        _folder.PutReceived(received);
        var before = _folder.PutVerified(Encoding.UTF8.GetBytes("garbage"));

        Assert.Throws<InvalidBaselineException>(() => _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval));
        Assert.Throws<InvalidBaselineException>(() => _folder.Approve(Session));
        Assert.Equal(before, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal(Convert.ToHexString(received), FileState.Now(_folder.Pair.ReceivedPath).Bytes);

        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval, force: true);

        Assert.Equal("Ada", _folder.Pair.ReadApproved()!.Approval!.By);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Neither a check nor an acceptance of a recording changes a file that cannot be used, nor makes one beside it.</summary>
    private InvalidBaselineException AssertUntouched(byte[] bytes, string path)
    {
        var received = _folder.PutReceived(BaselineSamples.Bytes(BaselineSamples.Small));
        var verified = _folder.PutVerified(bytes);

        var wrong = Assert.Throws<InvalidBaselineException>(() => _folder.Check(Session));
        Assert.Throws<InvalidBaselineException>(() => _folder.Store.Accept(BaselineFolder.Name, _folder.Measure(Session), BaselineFolder.Approval));

        Assert.StartsWith(path, wrong.Message, StringComparison.Ordinal);
        Assert.Equal((verified, received), (FileState.Now(_folder.Pair.VerifiedPath), FileState.Now(_folder.Pair.ReceivedPath)));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Pair.Folder).Length);
        return wrong;
    }

    private static void AssertOneSentence(Exception wrong)
    {
        Assert.DoesNotContain('\n', wrong.Message);
        Assert.True(wrong.Message.EndsWith("restore it from git, or remove it and have it approved again", StringComparison.Ordinal)
            || wrong.Message.EndsWith("take the version that wrote it, or measure and approve it again", StringComparison.Ordinal), wrong.Message);
    }
}
