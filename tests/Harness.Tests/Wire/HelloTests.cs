using System.Runtime.InteropServices;
using TraceToll.Agent.Wire;
using Xunit;

namespace TraceToll.Tests.Wire;

public class HelloTests
{
    private static readonly ConnectionLoad Sensible = new(ReplyEvery: 32, FirstReply: 31, LeastBytes: FrameHeader.Size, MostBytes: 64, ReplyBytes: 4_016);

    [Theory]
    [InlineData(1, 0, FrameHeader.Size, FrameHeader.Size, FrameHeader.Size, "t")]
    [InlineData(32, 31, 64, 4_016, 4_016, "0123456789ABCDEF0123456789ABCDEF")]
    [InlineData(int.MaxValue, 7, FrameHeader.LongestFrame, FrameHeader.LongestFrame, FrameHeader.LongestFrame, "0123456789012345678901234567890123456789012345678901234567890123")]
    public void Is_read_as_it_was_written(int replyEvery, int firstReply, int least, int most, int reply, string token)
    {
        var hello = new Hello(new ConnectionLoad(replyEvery, firstReply, least, most, reply), token);

        var frame = hello.ToFrame();

        Assert.True(MemoryMarshal.Read<FrameHeader>(frame).IsWellFormed(FrameKind.Hello, Hello.LongestFrame));
        Assert.Equal(frame.Length, MemoryMarshal.Read<FrameHeader>(frame).Length);
        Assert.Equal(hello, Hello.Read(frame.AsSpan(FrameHeader.Size)));
    }

    public static TheoryData<string> Senseless => new(Wrong.Keys);

    [Theory]
    [MemberData(nameof(Senseless))]
    public void Is_refused_with_a_load_that_makes_no_sense(string what)
    {
        var payload = new Hello(Wrong[what], "token").ToFrame().AsSpan(FrameHeader.Size);

        Assert.Null(Hello.Read(payload));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ConnectionLoad.Size - 1)]
    [InlineData(ConnectionLoad.Size)]
    [InlineData(ConnectionLoad.Size + Hello.LongestToken + 1)]
    public void Is_refused_without_a_token_or_with_too_long_a_one(int bytes)
    {
        var payload = new byte[bytes];
        if (bytes >= ConnectionLoad.Size)
        {
            MemoryMarshal.Write(payload, in Sensible);
        }

        Assert.Null(Hello.Read(payload));
    }

    private static readonly Dictionary<string, ConnectionLoad> Wrong = new()
    {
        ["never a reply"] = Sensible with { ReplyEvery = 0 },
        ["a reply every -1"] = Sensible with { ReplyEvery = -1 },
        ["a first reply before the first message"] = Sensible with { FirstReply = -1 },
        ["a first reply that is not the first"] = Sensible with { FirstReply = 32 },
        ["messages shorter than a header"] = Sensible with { LeastBytes = FrameHeader.Size - 1 },
        ["messages too long"] = Sensible with { MostBytes = FrameHeader.LongestFrame + 1 },
        ["the longest shorter than the shortest"] = Sensible with { LeastBytes = 65 },
        ["a length below zero"] = Sensible with { LeastBytes = int.MinValue },
        ["replies shorter than a header"] = Sensible with { ReplyBytes = FrameHeader.Size - 1 },
        ["replies too long"] = Sensible with { ReplyBytes = int.MaxValue },
    };
}
