using System.Net;
using System.Net.Sockets;
using TraceToll.Agent;
using TraceToll.Agent.Native;
using TraceToll.Agent.Send;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Send;

public class SendLoopsTests
{
    [Fact]
    public void Each_thread_that_ends_says_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var first = Connect(listener);
        using var second = Connect(listener);
        var options = new SendOptions
        {
            To = (IPEndPoint)listener.LocalEndpoint,
            Shape = LoadShape.Steady(1_000, 64, 64),
            ReplyEvery = 1,
            Connections = 2,
            Threads = 2,
            Cpus = [-1],
            Idle = Agent.IdleStrategy.Block,
        };
        using var ended = new CountdownEvent(2);
        using var loops = new SendLoops([.. ((Socket[])[first, second]).Select(socket => new Endpoint((int)socket.Handle))], options, new PlantedDelay(0), () => ended.Signal());

        loops.Start();
        // A peer that is gone ends a thread by itself, being told ends the other.
        listener.AcceptSocket().Dispose();
        Assert.True(SpinWait.SpinUntil(() => ended.CurrentCount == 1, Patience.Long));
        Assert.Equal(SendLoopEnd.ConnectionLost, loops.End);
        loops.Stop();
        Assert.True(ended.Wait(Patience.Long));
    }

    private static Socket Connect(TcpListener listener)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect((IPEndPoint)listener.LocalEndpoint);
        return socket;
    }
}
