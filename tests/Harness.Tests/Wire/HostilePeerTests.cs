using System.Buffers.Binary;
using TraceToll.Agent.Wire;
using TraceToll.Protocol;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Wire;

/// <summary>Whatever a peer sends: its connection is closed and counted, and the next sender is served.</summary>
public class HostilePeerTests
{
    [Theory]
    [InlineData("another token")]
    [InlineData("a longer token")]
    [InlineData("garbage")]
    [InlineData("oversized hello")]
    [InlineData("undersized hello")]
    [InlineData("another version")]
    [InlineData("message first")]
    [InlineData("half a hello")]
    [InlineData("nothing but a close")]
    public async Task Is_refused_before_the_handshake(string what)
    {
        var totals = await ServeAsync(peer => peer.Send(what switch
        {
            "another token" => RawPeer.Hello("b-token"),
            "a longer token" => RawPeer.Hello(TestAgent.Token + "-"),
            "garbage" => "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8,
            "oversized hello" => Changed(RawPeer.Hello(), frame => BinaryPrimitives.WriteInt32LittleEndian(frame, int.MaxValue)),
            "undersized hello" => Changed(RawPeer.Hello(), frame => BinaryPrimitives.WriteInt32LittleEndian(frame, FrameHeader.Size + ConnectionLoad.Size)),
            "another version" => Changed(RawPeer.Hello(), frame => frame[4] = FrameHeader.CurrentVersion - 1),
            "message first" => RawPeer.Message(0),
            "half a hello" => RawPeer.Hello().AsSpan(0, 30),
            _ => [],
        }));

        Assert.Equal(new RespondTotals(Connections: 1, Refused: 1, Malformed: 0, Messages: 2, Replies: 2), totals);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("oversized")]
    [InlineData("shorter than agreed")]
    [InlineData("another version")]
    [InlineData("another kind")]
    [InlineData("a message left out")]
    [InlineData("a message again")]
    [InlineData("half a header")]
    [InlineData("half a message")]
    public async Task Is_cut_off_after_the_handshake(string what)
    {
        var totals = await ServeAsync(peer =>
        {
            peer.Send(RawPeer.Hello());
            Assert.Equal(FrameKind.Welcome, peer.ReceiveHeader().Kind);
            peer.Send(RawPeer.Message(0));
            Assert.Equal(0, peer.ReceiveHeader().Sequence);
            peer.Send(what switch
            {
                "garbage" => new byte[200],
                "oversized" => RawPeer.Message(1, length: int.MaxValue),
                "shorter than agreed" => RawPeer.Message(1, length: RawPeer.MessageBytes - 1),
                "another version" => RawPeer.Message(1, version: 9),
                "another kind" => RawPeer.Message(1, kind: FrameKind.Reply),
                "a message left out" => RawPeer.Message(2),
                "a message again" => RawPeer.Message(0),
                "half a header" => RawPeer.Message(1).AsSpan(0, 10),
                _ => RawPeer.Message(1).AsSpan(0, 40),
            });
        });

        Assert.Equal(2, totals.Connections);
        Assert.Equal(0, totals.Refused);
        Assert.Equal(1, totals.Malformed);
        Assert.Equal(3, totals.Replies);
    }

    [Fact]
    public async Task Is_refused_when_it_says_nothing()
    {
        var (agent, port) = await TestAgent.RespondAsync();
        await using var responder = agent;
        using var silent = new RawPeer(port);

        // Others are served meanwhile.
        Exchange(port);
        silent.WaitUntilClosed();

        responder.Say(new Finish());
        Assert.Equal(1, (await responder.ExpectAsync<RespondTotals>()).Refused);
    }

    [Fact]
    public async Task Random_bytes_never_bring_the_responder_down()
    {
        const int Peers = 200;
        var (agent, port) = await TestAgent.RespondAsync();
        await using var responder = agent;
        var random = new Random(20201101);

        for (var i = 0; i < Peers; i++)
        {
            using var peer = new RawPeer(port);
            peer.Send(Noise(random));
            peer.StopSending();
            peer.WaitUntilClosed();
        }

        Exchange(port);
        responder.Say(new Finish());
        var totals = await responder.ExpectAsync<RespondTotals>();
        Assert.Equal(Peers + 1, totals.Connections + totals.Refused);
        // Some got past the handshake, or only half of the protocol would have been tried.
        Assert.InRange(totals.Connections, 20, Peers - 20);
        Assert.InRange(totals.Malformed, 10, totals.Connections - 1);
        Assert.Equal(0, await responder.ExitCodeAsync());
    }

    /// <summary>Lets a peer misbehave, then a good one have its exchange; the responder's totals.</summary>
    private static async Task<RespondTotals> ServeAsync(Action<RawPeer> misbehave)
    {
        var (agent, port) = await TestAgent.RespondAsync();
        await using var responder = agent;
        using (var peer = new RawPeer(port))
        {
            misbehave(peer);
            peer.StopSending();
            peer.WaitUntilClosed();
        }

        Exchange(port);
        responder.Say(new Finish());
        var totals = await responder.ExpectAsync<RespondTotals>();
        Assert.Equal(0, await responder.ExitCodeAsync());
        return totals;
    }

    private static void Exchange(int port)
    {
        using var peer = new RawPeer(port);
        peer.Send(RawPeer.Hello());
        Assert.Equal(FrameKind.Welcome, peer.ReceiveHeader().Kind);
        for (var sequence = 0; sequence < 2; sequence++)
        {
            peer.Send(RawPeer.Message(sequence));
            var reply = peer.ReceiveHeader();
            Assert.True(reply.IsWellFormed(FrameKind.Reply, FrameHeader.Size));
            Assert.Equal((sequence, 1000 + sequence), (reply.Sequence, reply.DueNs));
        }

        peer.StopSending();
        peer.WaitUntilClosed();
    }

    private static byte[] Changed(byte[] frame, Action<byte[]> change)
    {
        change(frame);
        return frame;
    }

    /// <summary>Bytes, or a right beginning with bytes after it, or a right beginning with one bit turned over.</summary>
    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(0, 2000)];
        random.NextBytes(bytes);
        byte[] beginning = random.Next(2) == 0 ? RawPeer.Hello() : [.. RawPeer.Hello(), .. RawPeer.Message(0), .. RawPeer.Message(1)];
        switch (random.Next(3))
        {
            case 0:
                return bytes;
            case 1:
                return [.. beginning, .. bytes];
            default:
                beginning[random.Next(beginning.Length)] ^= (byte)(1 << random.Next(8));
                return beginning;
        }
    }
}
