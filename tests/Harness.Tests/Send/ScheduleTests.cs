using TraceToll.Agent.Send;
using Xunit;

namespace TraceToll.Tests.Send;

public class ScheduleTests
{
    [Theory]
    [InlineData(20_000)]
    [InlineData(600_000)]
    [InlineData(7)]
    [InlineData(999_999)]
    public void Walking_there_is_jumping_there(int rate)
    {
        var schedule = new Schedule(5, rate);
        for (var sequence = 0L; sequence < 100_000; sequence++)
        {
            Assert.Equal(Schedule.DueOf(5, rate, sequence), schedule.DueNs);
            schedule.Advance();
        }
    }

    [Fact]
    public void The_rate_does_not_drift()
    {
        // An interval of whole nanoseconds would have sent 600,240 messages a second (1666 ns instead of 1666.67).
        Assert.Equal(3600L * 1_000_000_000, Schedule.DueOf(0, 600_000, 3600L * 600_000));
    }
}
