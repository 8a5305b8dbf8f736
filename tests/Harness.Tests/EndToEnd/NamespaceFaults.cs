using System.Diagnostics;
using TraceToll.Hosts;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using TraceToll.Tests.Testbeds;
using Xunit;
using Xunit.Abstractions;

namespace TraceToll.Tests.EndToEnd;

/// <summary>Whatever happens to the namespaces of a run: nothing of it stays behind, and the recording is invalid and says why.</summary>
[Collection(Measuring.Name)]
public sealed class NamespaceFaults(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SkippableTheory]
    [InlineData("link set load down", @"^the link load in the sender's network namespace is down: ", 3)]
    [InlineData("link delete load", @"^the link load in the sender's network namespace is gone: ", 3)]
    [InlineData("route delete 198.18.0.0/30", @"^the sender failed: the responder's host acknowledged nothing for 5 s, after \d+ messages|^the sender failed: the connection to the responder broke off", 3)]
    [InlineData("kill the harness", "the harness ended before", 137)]
    [InlineData("kill the sender", @"^the sender \(process \d+\) was killed by signal 9", 3)]
    [InlineData("stop the sender", @"^the sender \(process \d+\) has told nothing for 7 s; look whether its host", 3)]
    [InlineData("stop the responder", @"^the sender failed: the responder's host acknowledged nothing for 5 s, after \d+ messages; look whether it is overloaded, stopped", 3)]
    public async Task Leave_nothing(string fault, string cause, int exitCode)
    {
        await Present.RequireAsync(Testbed.Parse("namespaces"));
        await Bpftrace.RequireAsync();
        using var cli = new RunningCli(new Dictionary<string, string>(),
            "measure", "--testbed", "namespaces", "--modes", "idle", "--plan", "blocks=100,slice=1,warm-up=0.2", "--out", _folder.File("recording"));
        await cli.WaitUntilItSaysAsync("measuring idle");
        int[] all = [cli.Id, .. cli.Descendants("")];
        string[] programs = [.. all.SelectMany(ProcessTree.ProgramsOf)];
        var (sender, responder) = (Assert.Single(cli.Descendants("tracetoll-agent send ")), Assert.Single(cli.Descendants("tracetoll-agent respond ")));
        string[] networks = [HeldNamespaces.Of(sender), HeldNamespaces.Of(responder)];
        Assert.NotEmpty(programs);
        Assert.All(networks, network => Assert.True(HeldNamespaces.Holds(network), network));

        var watch = Stopwatch.StartNew();
        Run(fault switch
        {
            "kill the harness" => ["kill", "-9", $"{cli.Id}"],
            "kill the sender" => ["kill", "-9", $"{sender}"],
            "stop the sender" => ["kill", "-STOP", $"{sender}"],
            "stop the responder" => ["kill", "-STOP", $"{responder}"],
            _ => ["nsenter", $"--net=/proc/{sender}/ns/net", "ip", .. fault.Split(' ')],
        });
        await Eventually.HoldsAsync(() => !all.Any(ProcessTree.IsAlive), () => $"the end of {string.Join(", ", all.Where(ProcessTree.IsAlive).Select(ProcessTree.CommandLine))}");
        await Eventually.HoldsAsync(() => !ProcessTree.HeldPrograms().Overlaps(programs), () => "the end of the BPF programs");
        await Eventually.HoldsAsync(() => !networks.Any(HeldNamespaces.Holds), () => "the end of the namespaces");
        output.WriteLine($"all gone {watch.ElapsedMilliseconds} ms after: {fault}");

        await cli.EndsWithAsync(exitCode);
        var outcome = Recording.Load(_folder.File("recording")).Manifest.Outcome;
        Assert.False(outcome.Valid);
        Assert.Matches(cause, Assert.Single(outcome.Causes));
    }

    public void Dispose() => _folder.Dispose();

    private static void Run(string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
