using TraceToll.Experiments;
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

    private static int[]? Read(string? cpus) => cpus?.Split(',').Select(int.Parse).ToArray();
}
