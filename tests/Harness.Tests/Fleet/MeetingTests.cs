using TraceToll.Experiments.Fleet;
using TraceToll.Hosts;
using Xunit;

namespace TraceToll.Tests.Fleet;

public class MeetingTests
{
    [Fact]
    public async Task Nobody_goes_on_before_all_have_come_each_time()
    {
        var meeting = new Meeting(3);
        for (var time = 0; time < 3; time++)
        {
            var first = meeting.ArriveAsync(CancellationToken.None);
            var second = meeting.ArriveAsync(CancellationToken.None);
            Assert.False(first.IsCompleted || second.IsCompleted);

            Assert.True(meeting.ArriveAsync(CancellationToken.None).IsCompletedSuccessfully);
            await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public void One_alone_does_not_wait() => Assert.True(new Meeting(1).ArriveAsync(CancellationToken.None).IsCompletedSuccessfully);

    [Fact]
    public async Task Who_waits_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new Meeting(2).ArriveAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task The_first_failure_stops_the_others_and_is_the_one_that_is_told()
    {
        const int Others = 19;
        var (atWork, stopped) = (0, 0);
        var allAtWork = new TaskCompletionSource();

        var failure = await Assert.ThrowsAsync<RigFailureException>(() => Together.EachAsync(Others + 1, Others + 1, async (index, stop) =>
        {
            if (index == 7)
            {
                await allAtWork.Task;
                throw new RigFailureException("seven", "mend it");
            }

            if (Interlocked.Increment(ref atWork) == Others)
            {
                allAtWork.SetResult();
            }

            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref stopped);
                throw new RigFailureException("stopped", "none");
            }
        }, CancellationToken.None));

        Assert.Equal(("seven", Others), (failure.Message, stopped));
    }

    [Fact]
    public async Task No_more_are_at_work_than_may_be()
    {
        var (now, most) = (0, 0);
        var gate = new Lock();

        await Together.EachAsync(50, 4, async (_, stop) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++now);
            }

            await Task.Yield();
            lock (gate)
            {
                now--;
            }
        }, CancellationToken.None);

        Assert.InRange(most, 1, 4);
    }
}
