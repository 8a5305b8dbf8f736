using TraceToll.Agent.Send;
using Xunit;

namespace TraceToll.Tests.Send;

public class GapCountsTests
{
    [Fact]
    public void Every_gap_is_counted_where_its_length_is_right_to_an_eighth()
    {
        for (var power = 0; power < 62; power++)
        {
            foreach (var ns in (long[])[1L << power, (1L << power) + 1, (3L << power) / 2, (2L << power) - 1])
            {
                var longest = GapCounts.LongestAt(GapCounts.IndexOf(ns));
                Assert.InRange(longest, ns, ns + (ns / 8));
            }
        }
    }

    [Fact]
    public void Neighbouring_places_leave_no_gap()
    {
        var last = -1L;
        for (var ns = 0L; ns < 100_000; ns++)
        {
            var longest = GapCounts.LongestAt(GapCounts.IndexOf(ns));
            Assert.True(longest >= last, $"{ns} ns");
            last = longest;
        }
    }

    [Fact]
    public void A_clock_that_steps_back_counts_as_nothing() => Assert.Equal(0, GapCounts.IndexOf(-5));

    [Fact]
    public void Only_what_came_between_counts()
    {
        var (start, end) = (GapCounts.Create(), GapCounts.Create());
        start[GapCounts.IndexOf(1_000)] = 5;
        end[GapCounts.IndexOf(1_000)] = 7;
        end[GapCounts.IndexOf(1_000_000)] = 1;

        var gaps = GapCounts.Between(start, end);

        Assert.Equal(3, gaps.TotalCount);
        Assert.InRange(gaps.GetValueAtPercentile(100), 1_000_000, 1_126_000);
        Assert.InRange(gaps.GetValueAtPercentile(50), 1_000, 1_126);
    }
}
