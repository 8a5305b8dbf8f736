using TraceToll.Experiments;
using TraceToll.Protocol;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Remote;

public class LoopPlacementTests
{
    [Theory]
    [InlineData(true, null, null, "spin, sender on CPU 2, responder on CPU 3")]
    [InlineData(true, "0,1", null, "spin, sender on CPU 1, responder on CPU 3")]
    [InlineData(true, null, "2", "spin, sender on CPU 3, responder on CPU 2")]
    [InlineData(true, "1,2", "2", "spin, sender on CPU 1, responder on CPU 2")]
    [InlineData(true, "3", null, "spin, sender on CPU 3, responder on CPU 2")]
    [InlineData(true, "2", "2", "block, sender on CPU 2, responder on CPU 2")]
    [InlineData(false, null, null, "spin, sender on CPU 3, responder on CPU 3")]
    [InlineData(false, "0,1", "2", "spin, sender on CPU 1, responder on CPU 2")]
    public void Loops_keep_to_the_cpus_that_were_chosen(bool sameKernel, string? sender, string? responder, string expected)
    {
        var host = Samples.Host with { CpusAllowed = [0, 1, 2, 3] };

        Assert.Equal(expected, LoopPlacement.For(Scenario.MarketData, sameKernel ? 4 : null, host, host, Read(sender), Read(responder)).ToString());
    }

    [Fact]
    public void One_cpu_and_no_choice_leave_it_to_the_kernel()
    {
        var host = Samples.Host with { CpusAllowed = [0] };

        Assert.Equal("block, sender on any CPU, responder on any CPU", LoopPlacement.For(Scenario.MarketData, sharedCpus: 1, host, host).ToString());
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(8, false)]
    public void Two_loops_in_a_set_of_two_take_all_cpus_only_where_there_are_no_others(int shared, bool takesAll)
    {
        var container = Samples.Host with { CpusAllowed = [0, 1] };

        Assert.Equal(takesAll, LoopPlacement.For(Scenario.MarketData, shared, container, container).TakesAllCpus);
    }

    [Theory]
    [InlineData(8, null, null, "spin, sender on CPUs 2 and 3 and 4, responder on CPUs 5 and 6 and 7")]
    [InlineData(8, "0,1,2", null, "spin, sender on CPUs 0 and 1 and 2, responder on CPUs 5 and 6 and 7")]
    [InlineData(8, null, "0,3,7", "spin, sender on CPUs 4 and 5 and 6, responder on CPUs 0 and 3 and 7")]
    [InlineData(8, "5,6,7", null, "spin, sender on CPUs 5 and 6 and 7, responder on CPUs 2 and 3 and 4")]
    [InlineData(8, "4,5,6,7", "3,4,5,7", "block, sender on CPUs 5 and 6 and 7, responder on CPUs 4 and 5 and 7")]
    [InlineData(6, null, null, "spin, sender on CPUs 0 and 1 and 2, responder on CPUs 3 and 4 and 5")]
    [InlineData(5, null, null, "block, sender on any CPU, responder on any CPU")]
    [InlineData(5, "0,1", null, "block, sender on CPUs 1 and 0 and 1, responder on any CPU")]
    public void Each_thread_has_a_cpu_where_there_are_enough(int cpus, string? sender, string? responder, string expected)
    {
        var host = Host(cpus);

        Assert.Equal(expected, LoopPlacement.For(Threads(3), cpus, host, host, Read(sender), Read(responder)).ToString());
    }

    [Theory]
    [InlineData(3, "spin, sender on CPUs 0 and 1 and 2, responder on CPUs 1 and 2 and 3")]
    [InlineData(2, "block, sender on any CPU, responder on any CPU")]
    public void Two_kernels_have_cpus_of_their_own(int ofSender, string expected) =>
        Assert.Equal(expected, LoopPlacement.For(Threads(3), sharedCpus: null, Host(ofSender), Host(4)).ToString());

    [Theory]
    [InlineData(IdleStrategy.Spin, "spin", true)]
    [InlineData(IdleStrategy.Pause, "pause", true)]
    [InlineData(IdleStrategy.BusyPoll, "busy-poll", true)]
    [InlineData(IdleStrategy.Block, "block", false)]
    public void What_was_asked_for_is_done_on_any_number_of_cpus(IdleStrategy idle, string expected, bool takesAll)
    {
        foreach (var cpus in (int[])[1, 2])
        {
            var placement = LoopPlacement.For(Scenario.MarketData with { Idle = idle }, cpus, Host(cpus), Host(cpus));

            Assert.StartsWith($"{expected}, ", placement.ToString(), StringComparison.Ordinal);
            Assert.Equal(takesAll, placement.TakesAllCpus);
        }

        Assert.False(LoopPlacement.For(Scenario.MarketData with { Idle = idle }, sharedCpus: 3, Host(3), Host(3)).TakesAllCpus);
    }

    [Theory]
    [InlineData(1, 4, true, "--idle spin --threads 1 --cpu 2 --keep-off 2,3", "--idle spin --threads 1 --cpu 3 --keep-off 2,3")]
    [InlineData(1, 4, false, "--idle spin --threads 1 --cpu 3 --keep-off 3", "--idle spin --threads 1 --cpu 3 --keep-off 3")]
    [InlineData(1, 2, true, "--idle spin --threads 1 --cpu 0", "--idle spin --threads 1 --cpu 1")]
    [InlineData(2, 5, true, "--idle spin --threads 2 --cpu 1,2 --keep-off 1,2,3,4", "--idle spin --threads 2 --cpu 3,4 --keep-off 1,2,3,4")]
    [InlineData(2, 2, false, "--idle spin --threads 2 --cpu 0,1", "--idle spin --threads 2 --cpu 0,1")]
    [InlineData(3, 4, true, "--idle block --threads 3 --cpu -1,-1,-1", "--idle block --threads 3 --cpu -1,-1,-1")]
    public void Other_threads_keep_off_the_loops_where_they_have_another_cpu(int threads, int cpus, bool sameKernel, string sender, string responder)
    {
        var placement = LoopPlacement.For(Threads(threads), sameKernel ? cpus : null, Host(cpus), Host(cpus));

        Assert.Equal(sender, string.Join(' ', placement.SenderOptions));
        Assert.Equal(responder, string.Join(' ', placement.ResponderOptions));
    }

    [Fact]
    public void A_container_whose_cpus_are_all_taken_keeps_off_none()
    {
        var placement = LoopPlacement.For(Scenario.MarketData, sharedCpus: 8, Host(8) with { CpusAllowed = [2] }, Host(8) with { CpusAllowed = [2, 3, 4] });

        Assert.Equal("--idle spin --threads 1 --cpu 2", string.Join(' ', placement.SenderOptions));
        Assert.Equal("--idle spin --threads 1 --cpu 4 --keep-off 2,4", string.Join(' ', placement.ResponderOptions));
    }

    private static Scenario Threads(int threads) => Scenario.MarketData with { SenderThreads = threads, Connections = threads };

    private static HostFacts Host(int cpus) => Samples.Host with { CpusAllowed = [.. Enumerable.Range(0, cpus)] };

    private static int[]? Read(string? cpus) => cpus?.Split(',').Select(int.Parse).ToArray();
}
