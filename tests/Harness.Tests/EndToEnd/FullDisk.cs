using System.Text.RegularExpressions;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.EndToEnd;

/// <summary>A disk that fills up under the tracer's log. It is mounted for the harness alone, so that it goes when the harness does.</summary>
[Collection(Measuring.Name)]
public sealed class FullDisk : IDisposable
{
    private const int SizeMebi = 100;
    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public async Task Ends_the_run_before_lines_are_lost()
    {
        await Bpftrace.RequireAsync();
        var disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        string[] mounted = ["unshare", "--mount", "--propagation", "private", "sh", "-c", $"mount -t tmpfs -o size={SizeMebi}m none '{disk}' && exec \"$@\"", "sh"];
        using var cli = new RunningCli(mounted, new Dictionary<string, string> { ["TMPDIR"] = disk },
            "measure", "--modes", "log", "--plan", "blocks=100,slice=3,warm-up=0.2", "--out", _folder.File("recording"));
        await cli.WaitUntilItSaysAsync("measuring log");
        string[] programs = [.. cli.Descendants("").SelectMany(ProcessTree.ProgramsOf)];
        Assert.NotEmpty(programs);

        await File.WriteAllBytesAsync($"/proc/{cli.Id}/root{disk}/filler", new byte[(SizeMebi - 12) << 20]);

        await cli.EndsWithAsync(3);
        var outcome = Recording.Load(_folder.File("recording")).Manifest.Outcome;
        Assert.False(outcome.Valid);
        // The tracer that runs notices, or the next one before it begins.
        Assert.Matches($@"^the tracer failed: the log folder {Regex.Escape(disk)}(/\S+)? has \d+ bytes free; at least \d+ are needed; make room there, or name another folder with --log-folder or TMPDIR$", Assert.Single(outcome.Causes));
        Assert.False(ProcessTree.HeldPrograms().Overlaps(programs));
    }

    public void Dispose() => _folder.Dispose();
}
