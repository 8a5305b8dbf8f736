using System.Net;
using System.Net.Sockets;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Send;

public class SilentPortTests
{
    [Fact]
    public async Task A_port_that_never_answers_is_given_up()
    {
        // A full backlog drops what comes, as a firewall does.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var waiting = Enumerable.Range(0, 3).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false }).ToList();
        waiting.ForEach(socket => Assert.ThrowsAny<SocketException>(() => socket.Connect(full.LocalEndPoint!)));
        await using var agent = TestAgent.Start("send", "--to", $"{full.LocalEndPoint}");
        agent.Say(new Start(TestAgent.Token));

        var failed = await agent.LastWordsAsync();

        Assert.Equal($"cannot connect to {full.LocalEndPoint}: Connection timed out", failed.Message);
        Assert.Contains("let nothing block its port between the hosts", failed.Remedy, StringComparison.Ordinal);
        waiting.ForEach(socket => socket.Dispose());
    }
}
