using System.Runtime.InteropServices;
using TraceToll.Agent.Wire;
using Xunit;

namespace TraceToll.Tests.Wire;

public class FrameHeaderTests
{
    [Fact]
    public void Has_the_layout_written_down()
    {
        var header = new FrameHeader { Length = 0x01020304, Version = 5, Kind = FrameKind.Reply, Sequence = 0x1112131415161718, DueNs = 0x2122232425262728 };

        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<FrameHeader>(in header));

        Assert.Equal("04030201" + "05" + "04" + "0000" + "1817161514131211" + "2827262524232221", Convert.ToHexString(bytes));
    }

    [Theory]
    [InlineData(24, FrameHeader.CurrentVersion, FrameKind.Message, 0, true)]
    [InlineData(100, FrameHeader.CurrentVersion, FrameKind.Message, 0, true)]
    [InlineData(23, FrameHeader.CurrentVersion, FrameKind.Message, 0, false)]
    [InlineData(101, FrameHeader.CurrentVersion, FrameKind.Message, 0, false)]
    [InlineData(0, FrameHeader.CurrentVersion, FrameKind.Message, 0, false)]
    [InlineData(-1, FrameHeader.CurrentVersion, FrameKind.Message, 0, false)]
    [InlineData(int.MinValue, FrameHeader.CurrentVersion, FrameKind.Message, 0, false)]
    [InlineData(100, 0, FrameKind.Message, 0, false)]
    [InlineData(100, FrameHeader.CurrentVersion + 1, FrameKind.Message, 0, false)]
    [InlineData(100, FrameHeader.CurrentVersion, FrameKind.Reply, 0, false)]
    [InlineData(100, FrameHeader.CurrentVersion, FrameKind.Message, 1, false)]
    internal void Is_well_formed_or_not(int length, byte version, FrameKind kind, ushort reserved, bool expected)
    {
        var header = new FrameHeader { Length = length, Version = version, Kind = kind, Reserved = reserved };

        Assert.Equal(expected, header.IsWellFormed(FrameKind.Message, 100));
    }
}
