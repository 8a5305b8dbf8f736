using System.Net;
using TraceToll.Experiments;
using TraceToll.Experiments.Fleet;
using TraceToll.Hosts;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Fleet;

public class FleetPlacementTests
{
    [Fact]
    public void Pairs_of_one_kernel_get_cpus_of_their_own()
    {
        var placements = Place(cpus: 5, Pair("a", "a"), Pair("a", "a"));

        Assert.Equal(["spin, sender on CPU 3, responder on CPU 4", "spin, sender on CPU 1, responder on CPU 2"], placements.Select(each => $"{each}"));
        Assert.All(placements, each => Assert.False(each.TakesAllCpus));
    }

    [Theory]
    [InlineData(8, "spin, sender on CPUs 4 and 5, responder on CPUs 6 and 7", "spin, sender on CPUs 0 and 1, responder on CPUs 2 and 3")]
    [InlineData(7, "block, sender on any CPU, responder on any CPU", "block, sender on any CPU, responder on any CPU")]
    public void Each_thread_of_a_pair_has_one(int cpus, string first, string second)
    {
        var placements = Place(Scenario.Parse("market-data,connections=2,sender-threads=2"), cpus, Pair("a", "a"), Pair("a", "a"));

        Assert.Equal([first, second], placements.Select(each => $"{each}"));
    }

    [Fact]
    public void Loops_that_take_all_cpus_of_their_kernel_are_told() => Assert.All(Place(cpus: 4, Pair("a", "a"), Pair("a", "a")), each => Assert.True(each.TakesAllCpus));

    [Fact]
    public void More_loops_than_cpus_block_and_are_kept_nowhere() =>
        Assert.All(Place(cpus: 3, Pair("a", "a"), Pair("a", "a")), each => Assert.Equal("block, sender on any CPU, responder on any CPU", $"{each}"));

    [Fact]
    public void Who_asks_for_spinning_gets_it() =>
        Assert.All(Place(Scenario.MarketData with { Idle = IdleStrategy.Spin }, cpus: 2, Pair("a", "a"), Pair("a", "a")),
            each => Assert.Equal("spin, sender on any CPU, responder on any CPU", $"{each}"));

    [Fact]
    public void Pairs_of_kernels_of_their_own_are_placed_as_one_is() =>
        Assert.All(Place(cpus: 2, Pair("a", "b"), Pair("c", "d"), Pair(null, null)), each => Assert.Equal("spin, sender on CPU 1, responder on CPU 1", $"{each}"));

    [Fact]
    public void Only_the_crowded_kernel_is_crowded() => Assert.Equal(
        ["block, sender on any CPU, responder on any CPU", "block, sender on any CPU, responder on any CPU", "spin, sender on CPU 0, responder on CPU 1"],
        Place(cpus: 2, Pair("a", "a"), Pair("a", "a"), Pair("b", "b")).Select(each => $"{each}"));

    [Fact]
    public void Cpus_that_somebody_chose_are_kept_to() =>
        Assert.Equal("block, sender on CPU 1, responder on any CPU", $"{Place(cpus: 2, Pair("a", "a", senderCpus: [0, 1]), Pair("a", "a"))[0]}");

    [Fact]
    public void No_two_pairs_of_a_kernel_have_one_port()
    {
        var ports = new TracedPorts();

        Assert.True(ports.TryTake(Pair("a", "a"), 20_000));
        Assert.False(ports.TryTake(Pair("a", "a"), 20_000));
        Assert.True(ports.TryTake(Pair("a", "a"), 20_001));
        Assert.True(ports.TryTake(Pair("b", "b"), 20_000));
        Assert.False(ports.TryTake(Pair("c", "b"), 20_000));
        Assert.True(ports.TryTake(Pair(null, null), 20_000));
        Assert.True(ports.TryTake(Pair(null, null), 20_000));
    }

    [Theory]
    [InlineData(4, "--idle spin --threads 1 --cpu 2", "--idle spin --threads 1 --cpu 0")]
    [InlineData(5, "--idle spin --threads 1 --cpu 3 --keep-off 1,2,3,4", "--idle spin --threads 1 --cpu 1 --keep-off 1,2,3,4")]
    public void Other_threads_keep_off_the_loops_of_all_pairs(int cpus, string first, string second)
    {
        var placements = Place(cpus, Pair("a", "a"), Pair("a", "a"));

        Assert.Equal([first, second], placements.Select(each => string.Join(' ', each.SenderOptions)));
        Assert.All(placements, each => Assert.Equal(cpus == 4, each.TakesAllCpus));
    }

    [Fact]
    public void Cpus_that_somebody_chose_are_given_before_others() => Assert.Equal(
        ["spin, sender on CPU 4, responder on CPU 5", "spin, sender on CPU 7, responder on CPU 6"],
        Place(cpus: 8, Pair("a", "a"), Pair("a", "a", senderCpus: [7])).Select(each => $"{each}"));

    [Fact]
    public void Pairs_that_share_one_end_can_take_all_its_cpus() =>
        Assert.All(Place(cpus: 2, Pair("a", "shared"), Pair("b", "shared")), each => Assert.True(each.TakesAllCpus));

    private static IReadOnlyList<LoopPlacement> Place(int cpus, params OpenTestbed[] pairs) => Place(Scenario.MarketData, cpus, pairs);

    private static IReadOnlyList<LoopPlacement> Place(Scenario scenario, int cpus, params OpenTestbed[] pairs)
    {
        var host = Samples.Host with { CpusAllowed = [.. Enumerable.Range(0, cpus)] };
        return FleetPlacement.For(scenario, [.. pairs.Select(pair => (pair, new TestbedInspection(host, host, [host], host)))]);
    }

    private static Opened Pair(string? sender, string? responder, IReadOnlyList<int>? senderCpus = null) => new()
    {
        Sender = new NamedKernel(sender),
        Responder = new NamedKernel(responder),
        SenderTracer = new NamedKernel(sender),
        ResponderTracer = new NamedKernel(responder),
        ResponderAddress = IPAddress.Loopback,
        SameKernel = sender != null && sender == responder,
        SenderCpus = senderCpus,
        Facts = [],
    };

    private sealed class Opened : OpenTestbed
    {
        public override ValueTask DisposeAsync() => default;
    }

    private sealed class NamedKernel(string? kernel) : Host
    {
        public override string Name => "a host";

        internal override string? Kernel => kernel;

        public override Task<string> BringAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task<AgentProcess> StartAgentAsync(string role, IReadOnlyList<string> arguments, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
