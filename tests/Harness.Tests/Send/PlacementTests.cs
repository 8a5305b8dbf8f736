using System.Globalization;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Send;

/// <summary>Where the kernel says that an agent's threads may run, and as what.</summary>
[Collection(Load.Name)]
public class PlacementTests
{
    private const string MeasuringThread = "send";

    [SkippableFact]
    public async Task Only_the_measuring_thread_may_run_on_its_cpu()
    {
        var allowed = Status("/proc/self", "Cpus_allowed_list:");
        Skip.IfNot(allowed.Contains('1', StringComparison.Ordinal) && Environment.ProcessorCount > 1, $"two CPUs are needed, one of them CPU 1; allowed are {allowed}");
        await using var load = await LoadPair.StartAsync("--rate 1000 --bytes 100 --reply-every 10 --cpu 1 --keep-off 1");

        var threads = Threads(load.Sender.ProcessId);

        Assert.Equal("1", Status(Assert.Single(threads, thread => NameOf(thread) == MeasuringThread), "Cpus_allowed_list:"));
        var others = threads.Where(thread => NameOf(thread) != MeasuringThread).Select(thread => Status(thread, "Cpus_allowed_list:")).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, list => Assert.DoesNotContain("1", list.Split(',', '-')));
    }

    [SkippableFact]
    public async Task A_real_time_priority_is_the_measuring_threads_alone()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "a real-time priority takes root; run the tests as root");
        await using var load = await LoadPair.StartAsync("--rate 1000 --bytes 100 --reply-every 10 --priority fifo:7");

        Assert.All(Threads(load.Sender.ProcessId), thread => Assert.Equal(NameOf(thread) == MeasuringThread ? (7, 1) : (0, 0), RealTimeOf(thread)));
    }

    [SkippableFact]
    public async Task A_priority_that_may_not_be_had_is_refused()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "taking a right away takes root; run the tests as root");
        await using var agent = TestAgent.StartBy("setpriv", "--bounding-set", "-sys_nice", "--inh-caps", "-sys_nice", TestAgent.Path, "respond", "--priority", "fifo:7");
        agent.Say(new Start(TestAgent.Token));

        var failed = await agent.ExpectAsync<Failed>();

        Assert.Equal("cannot run at priority fifo:7: Operation not permitted", failed.Message);
        Assert.Contains("leave the priority out", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(3, await agent.ExitCodeAsync());
    }

    private static string[] Threads(int process) => Directory.GetDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"));

    private static string NameOf(string thread) => File.ReadAllText(Path.Combine(thread, "comm")).Trim();

    private static string Status(string folder, string name) =>
        File.ReadLines(Path.Combine(folder, "status")).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();

    /// <summary>Priority and policy (1: SCHED_FIFO), fields 40 and 41 of stat, counted from behind the name.</summary>
    private static (int Priority, int Policy) RealTimeOf(string thread)
    {
        var stat = File.ReadAllText(Path.Combine(thread, "stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (int.Parse(fields[37], CultureInfo.InvariantCulture), int.Parse(fields[38], CultureInfo.InvariantCulture));
    }
}
