using System.Net;
using TraceToll.Agent.Send;
using Xunit;

namespace TraceToll.Tests.Send;

public class LagRecorderTests
{
    [Fact]
    public void A_stall_that_was_made_up_for_is_none()
    {
        var lag = Recorder(connections: 1, threads: 1);

        lag.Record(0, interval: 0, lagNs: 50);
        lag.Record(1, interval: 1, lagNs: 90_000_000);
        lag.Record(2, interval: 1, lagNs: 7);
        lag.Record(3, interval: 2, lagNs: 30_000_000);

        Assert.Equal(7, lag.AtEndNs);
    }

    [Fact]
    public void What_was_long_ago_does_not_hide_it()
    {
        var lag = Recorder(connections: 1, threads: 1);

        lag.Record(0, interval: 0, lagNs: 5);
        lag.Record(1, interval: 1, lagNs: 20);
        lag.Record(2, interval: 2, lagNs: 30);

        Assert.Equal(20, lag.AtEndNs);
    }

    [Fact]
    public void A_thread_that_is_behind_is_not_hidden_by_another()
    {
        var lag = Recorder(connections: 2, threads: 2);

        lag.Record(0, interval: 0, lagNs: 5);
        lag.Record(1, interval: 0, lagNs: 800);

        Assert.Equal(800, lag.AtEndNs);
    }

    [Fact]
    public void A_connection_that_is_behind_is_not_hidden_by_another_of_its_thread()
    {
        var lag = Recorder(connections: 2, threads: 1);
        for (var message = 0; message < 16; message++)
        {
            lag.Record(message, interval: message / 8, lagNs: message % 2 == 0 ? 5 : 900 + message);
        }

        Assert.Equal(901, lag.AtEndNs);
    }

    [Fact]
    public void A_connection_with_few_replies_tells_nothing()
    {
        var lag = Recorder(connections: 2, threads: 1);
        for (var message = 0; message < 14; message++)
        {
            lag.Record(message, interval: message / 8, lagNs: message % 2 == 0 ? 5 : 900);
        }

        Assert.Equal(5, lag.AtEndNs);
    }

    [Fact]
    public void Nothing_is_no_lag() => Assert.Equal(0, Recorder(connections: 3, threads: 3).AtEndNs);

    private static LagRecorder Recorder(int connections, int threads) => new(new SendOptions
    {
        To = new IPEndPoint(IPAddress.Loopback, 1),
        Shape = LoadShape.Steady(1_000, 24, 24),
        ReplyEvery = 1,
        Connections = connections,
        Threads = threads,
    });
}
