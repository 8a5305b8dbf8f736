using TraceToll.Agent;
using TraceToll.Agent.Send;
using TraceToll.Protocol;
using Xunit;

namespace TraceToll.Tests.Send;

public class ScheduleTests
{
    private static readonly Dictionary<string, LoadShape> Shapes = new()
    {
        ["20,000 a second"] = LoadShape.Steady(20_000, 24, 24),
        ["600,000 a second"] = LoadShape.Steady(600_000, 24, 24),
        ["7 a second"] = LoadShape.Steady(7, 24, 4_016),
        ["999,999 a second"] = LoadShape.Steady(999_999, 24, 24),
        ["one at once"] = LoadShape.Bursts(1, 333, 24, 24),
        ["100 at once"] = LoadShape.Bursts(100, 5_000_000, 24, 24),
        ["a timeline"] = LoadShape.Timeline([3, 3, 10, 500], [24, 30, 24, 1_000], 700),
    };

    public static TheoryData<string> Names => new(Shapes.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Walking_there_is_jumping_there(string shape) => Assert.All([1, 2, 7, 1_000], connections => AssertWalks(shape, connections));

    [Theory]
    [MemberData(nameof(Names))]
    public void From_a_time_on_means_not_before_it(string shape)
    {
        var load = Shapes[shape];
        long[] times = [-1, 0, 1, 2, 3, 4, 332, 333, 499, 500, 501, 699, 700, 703, 999_999_999, 1_000_000_000, 3_600_000_000_123];

        Assert.All(times, ns =>
        {
            var first = load.FirstDueAt(ns);
            Assert.True(load.DueNs(first) >= ns);
            Assert.True(first == 0 || load.DueNs(first - 1) < ns);
        });
    }

    private static void AssertWalks(string shape, int connections)
    {
        for (var connection = 0; connection < Math.Min(connections, 3); connection++)
        {
            var schedule = new Schedule(Shapes[shape], 5, connection, connections);
            for (var message = (long)connection; message < 50_000; message += connections)
            {
                Assert.Equal((message, 5 + Shapes[shape].DueNs(message)), (schedule.Message, schedule.DueNs));
                schedule.Advance();
            }
        }
    }

    [Fact]
    public void The_rate_does_not_drift()
    {
        // An interval of whole nanoseconds would have sent 600,240 messages a second (1666 ns instead of 1666.67).
        Assert.Equal(3600L * 1_000_000_000, Shapes["600,000 a second"].DueNs(3600L * 600_000));
    }

    [Fact]
    public void All_messages_of_a_burst_are_due_at_once()
    {
        var bursts = LoadShape.Bursts(3, 1_000, 24, 24);

        Assert.Equal([0L, 0, 0, 1_000, 1_000, 1_000, 2_000], Enumerable.Range(0, 7).Select(message => bursts.DueNs(message)));
    }

    [Fact]
    public void A_timeline_begins_again_after_its_period()
    {
        var timeline = Shapes["a timeline"];

        Assert.Equal([(3L, 24), (3, 30), (10, 24), (500, 1_000), (703, 24), (703, 30)], Enumerable.Range(0, 6).Select(message => (timeline.DueNs(message), timeline.Bytes(message))));
        Assert.Equal((24, 1_000), (timeline.LeastBytes, timeline.MostBytes));
    }

    [Fact]
    public void Lengths_of_a_range_are_all_as_frequent()
    {
        var shape = LoadShape.Steady(1, 100, 103);

        var counts = Enumerable.Range(0, 40_000).GroupBy(message => shape.Bytes(message)).OrderBy(group => group.Key).Select(group => (group.Key, Count: group.Count())).ToList();

        Assert.Equal([100, 101, 102, 103], counts.Select(count => count.Key));
        // Of 10,000 expected; five standard deviations are 433.
        Assert.All(counts, count => Assert.InRange(count.Count, 9_567, 10_433));
    }

    public static TheoryData<string> Broken => new(Wrong.Keys);

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_no_timeline_is_refused(string what)
    {
        var failure = Assert.Throws<AgentFailure>(() => LoadShape.Timeline([Wrong[what]]));

        Assert.Equal((2, $"the timeline cannot be played: {what}"), (failure.ExitCode, failure.Message));
    }

    private static readonly Dictionary<string, TimelinePart> Wrong = new()
    {
        ["it is empty"] = new([], [], 1, true),
        ["it has 2 due times and 1 lengths"] = new([1, 2], [24], 3, true),
        ["a message is due before the one before it"] = new([1, 0], [24, 24], 3, true),
        ["a message is not 24 to 1048576 bytes long"] = new([1, 2], [24, 23], 3, true),
        ["it begins again before its last message is due"] = new([1, 2], [24, 24], 2, true),
    };
}
