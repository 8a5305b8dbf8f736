using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TraceToll.Agent.Wire;
using Xunit;

namespace TraceToll.Tests.Wire;

public class HelloTests
{
    [Theory]
    [InlineData(1, FrameHeader.Size, "t")]
    [InlineData(32, 4_016, "0123456789ABCDEF0123456789ABCDEF")]
    [InlineData(int.MaxValue, FrameHeader.LongestFrame, "0123456789012345678901234567890123456789012345678901234567890123")]
    public void Is_read_as_it_was_written(int replyEvery, int messageBytes, string token)
    {
        var hello = new Hello(replyEvery, messageBytes, token);

        var frame = hello.ToFrame();

        Assert.True(MemoryMarshal.Read<FrameHeader>(frame).IsWellFormed(FrameKind.Hello, Hello.LongestFrame));
        Assert.Equal(frame.Length, MemoryMarshal.Read<FrameHeader>(frame).Length);
        Assert.Equal(hello, Hello.Read(frame.AsSpan(FrameHeader.Size)));
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(-1, 64)]
    [InlineData(1, FrameHeader.Size - 1)]
    [InlineData(1, FrameHeader.LongestFrame + 1)]
    [InlineData(1, int.MinValue)]
    public void Is_refused_with_a_load_that_makes_no_sense(int replyEvery, int messageBytes)
    {
        var payload = new Hello(1, 64, "token").ToFrame().AsSpan(FrameHeader.Size);
        BinaryPrimitives.WriteInt32LittleEndian(payload, replyEvery);
        BinaryPrimitives.WriteInt32LittleEndian(payload[4..], messageBytes);

        Assert.Null(Hello.Read(payload));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(8 + Hello.LongestToken + 1)]
    public void Is_refused_without_a_token_or_with_too_long_a_one(int bytes)
    {
        var payload = new byte[bytes];
        if (bytes >= 8)
        {
            new Hello(1, 64, "").ToFrame().AsSpan(FrameHeader.Size).CopyTo(payload);
        }

        Assert.Null(Hello.Read(payload));
    }
}
