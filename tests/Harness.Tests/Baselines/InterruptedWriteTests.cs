using System.Diagnostics;
using TraceToll.Baselines;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Baselines;

/// <summary>A write that does not come to its end leaves the old file or the new one.</summary>
public sealed class InterruptedWriteTests : IDisposable
{
    private readonly BaselineFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_crash_left_is_in_nobodys_way(bool verified)
    {
        var before = _folder.Approve(BaselineFolder.Adding(3));
        var left = (verified ? _folder.Pair.VerifiedPath : _folder.Pair.ReceivedPath) + ".01234567.new";
        File.WriteAllText(left, "{\"schema\": 1, \"envi");

        Assert.Equal(BaselineOutcome.Within, _folder.Check(BaselineFolder.Adding(3)).Outcome);
        Assert.Equal(before, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal([BaselineFolder.Name], _folder.Store.All().Select(pair => pair.Name));

        _folder.Check(BaselineFolder.Adding(23));
        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);

        Assert.Equal(23, _folder.Pair.ReadApproved()!.Measures.Single(measure => measure.Measure == "p50").DeltaUs, 0.5);
        Assert.Equal(((string[])[left, _folder.Pair.VerifiedPath]).Order(), Directory.GetFiles(_folder.Pair.Folder).Order());
        Assert.Equal([left], BaselinePruning.Find(_folder.Store, null).Select(each => each.Key));
    }

    [Fact]
    public void What_is_left_after_an_acceptance_that_was_cut_off_says_the_same_and_can_be_accepted_again()
    {
        _folder.Check(BaselineFolder.Adding(3));
        var received = File.ReadAllBytes(_folder.Pair.ReceivedPath);
        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);
        // The crash: approved, and not yet taken away.
        _folder.PutReceived(received);

        Assert.Equal((_folder.Pair.ReceivedPath, "it is what is approved"), Assert.Single(BaselinePruning.Find(_folder.Store, null).Select(each => (each.Key, each.Value))));
        _folder.Store.Accept(_folder.Pair, BaselineFolder.Approval);

        Assert.Equal([_folder.Pair.VerifiedPath], Directory.GetFiles(_folder.Pair.Folder));
    }

    [SkippableFact]
    public void A_full_disk_leaves_the_old_file()
    {
        using var disk = new TinyDisk(_folder.Path, "size=64k");
        var pair = _folder.Pair with { Folder = disk.Path };
        BaselineFile.Write(pair.VerifiedPath, BaselineSamples.Small);
        var before = FileState.Of(pair.VerifiedPath);
        using (var filling = File.Create(Path.Combine(disk.Path, "filling")))
        {
            Assert.ThrowsAny<IOException>(() => filling.Write(new byte[1 << 20]));
        }

        Assert.ThrowsAny<IOException>(() => BaselineFile.Write(pair.VerifiedPath, BaselineSamples.Small with { Mode = new string('x', 100_000) }));

        Assert.Equal(before, FileState.Now(pair.VerifiedPath));
        Assert.Equal("idle", pair.ReadApproved()!.Mode);
        File.Delete(Path.Combine(disk.Path, "filling"));
        BaselineFile.Write(pair.VerifiedPath, BaselineSamples.Small with { Mode = "log" });
        Assert.Equal("log", pair.ReadApproved()!.Mode);
        Assert.Equal([pair.VerifiedPath], Directory.GetFiles(disk.Path));
    }

    [SkippableFact]
    public void A_folder_that_cannot_be_written_is_still_read()
    {
        _folder.Approve(BaselineFolder.Adding(3));
        using var disk = new TinyDisk(_folder.Path, "size=1m");
        Directory.CreateDirectory(Path.Combine(disk.Path, BaselineFolder.Environment));
        var store = new BaselineStore(disk.Path);
        var pair = store.Of(BaselineFolder.Environment, BaselineFolder.Name);
        File.Copy(_folder.Pair.VerifiedPath, pair.VerifiedPath);
        disk.MakeReadOnly();

        // What changes nothing needs no right to change anything.
        Assert.Equal(BaselineOutcome.Within, store.Check(BaselineFolder.Name, _folder.Measure(BaselineFolder.Adding(3))).Outcome);
        var failed = Assert.ThrowsAny<SystemException>(() => store.Check(BaselineFolder.Name, _folder.Measure(BaselineFolder.Adding(30))));

        Assert.True(failed is IOException or UnauthorizedAccessException, $"{failed}");
        Assert.Contains(pair.ReceivedPath, failed.Message, StringComparison.Ordinal);
        Assert.Equal([pair.VerifiedPath], Directory.GetFiles(pair.Folder));
    }

    [Fact]
    public async Task Writers_at_the_same_time_leave_one_whole_file()
    {
        var path = _folder.Pair.VerifiedPath;
        Baseline[] versions = [.. Enumerable.Range(1, 4).Select(number => BaselineSamples.Small with { Mode = new string((char)('a' + number), 20_000) })];
        BaselineFile.Write(path, versions[0]);
        var writers = versions.Select(version => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++)
            {
                BaselineFile.Write(path, version);
                // Never half of one, nor one of two.
                Assert.Contains(BaselineFile.Read(path)!.Mode, versions.Select(each => each.Mode));
            }
        }));
        await Task.WhenAll(writers);

        Assert.Equal([path], Directory.GetFiles(_folder.Pair.Folder));
    }

    [Fact]
    public void The_longest_name_can_be_written()
    {
        var pair = _folder.Store.Of(BaselineFolder.Environment, new string('x', 220));

        BaselineFile.Write(pair.ReceivedPath, BaselineSamples.Small);

        Assert.NotNull(pair.ReadReceived());
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A disk in memory, mounted below a folder until disposed; skips the test where that takes more rights.</summary>
    private sealed class TinyDisk : IDisposable
    {
        public TinyDisk(string folder, string options)
        {
            Path = System.IO.Path.Combine(folder, "disk");
            Directory.CreateDirectory(Path);
            Skip.IfNot(Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", Path), "a disk that is full or read-only takes the right to mount one; run as root");
        }

        public string Path { get; }

        public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

        public void Dispose() => Assert.True(Run("umount", Path));

        private static bool Run(string command, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
