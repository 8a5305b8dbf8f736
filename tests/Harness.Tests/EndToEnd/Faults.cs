using System.Diagnostics;
using TraceToll.Recordings;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.EndToEnd;

/// <summary>Whatever is killed in the middle of a measurement: nothing stays behind, and the recording is invalid and says why.</summary>
[Collection(Measuring.Name)]
public sealed class Faults(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tracetoll-faults-{Guid.NewGuid():N}");

    [SkippableTheory]
    [InlineData(" send ", @"^the sender \(process \d+\) was killed by signal 9", 3)]
    [InlineData(" respond ", @"^the responder \(process \d+\) was killed by signal 9", 3)]
    [InlineData("bpftrace ", "bpftrace was killed by signal 9", 3)]
    [InlineData(" trace ", @"^the tracer \(process \d+\) was killed by signal 9", 3)]
    [InlineData("TraceToll.Cli.dll", "the harness ended before", 137)]
    public async Task Killed_mid_run_leaves_nothing(string victim, string cause, int exitCode)
    {
        await Bpftrace.RequireAsync();
        using var cli = new RunningCli(new Dictionary<string, string>(), "measure", "--modes", "idle", "--plan", "blocks=100,slice=1,warm-up=0.2", "--out", _folder);
        await cli.WaitUntilItSaysAsync("measuring idle");
        int[] all = [cli.Id, .. cli.Descendants("")];
        string[] programs = [.. all.SelectMany(ProcessTree.ProgramsOf)];
        Assert.NotEmpty(programs);

        var killed = victim == "TraceToll.Cli.dll" ? cli.Id : FindOne(cli, victim);
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Kill(killed));
        await Eventually.HoldsAsync(() => !all.Any(ProcessTree.IsAlive), () => $"the end of {string.Join(", ", all.Where(ProcessTree.IsAlive).Select(ProcessTree.CommandLine))}");
        await Eventually.HoldsAsync(() => !ProcessTree.HeldPrograms().Overlaps(programs), () => "the end of the BPF programs");
        output.WriteLine($"all gone {watch.ElapsedMilliseconds} ms after kill -9 of {victim.Trim()}");

        await cli.EndsWithAsync(exitCode);
        var outcome = Recording.Load(_folder).Manifest.Outcome;
        Assert.False(outcome.Valid);
        Assert.Matches(cause, Assert.Single(outcome.Causes));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static int FindOne(RunningCli cli, string victim) => Assert.Single(cli.Descendants(victim),
        process => victim != "bpftrace " || ProcessTree.CommandLine(process).StartsWith(victim, StringComparison.Ordinal));

    private static int Kill(int process)
    {
        using var kill = Process.Start("kill", ["-9", $"{process}"]);
        kill.WaitForExit();
        return kill.ExitCode;
    }
}
