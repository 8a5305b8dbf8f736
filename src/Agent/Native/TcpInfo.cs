namespace TraceToll.Agent.Native;

/// <summary>What the kernel says of a TCP socket (TCP_INFO in linux/tcp.h; the offsets are part of the kernel's ABI).</summary>
/// <param name="Retransmits">Segments sent again.</param>
/// <param name="SegmentsIn">Segments received.</param>
/// <param name="SendWindow">The peer's receive window; -1 before Linux 5.4.</param>
internal readonly record struct TcpInfo(long Retransmits, long SegmentsIn, long SendWindow)
{
    private const int ProtocolTcp = 6;
    private const int OptionTcpInfo = 11;
    private const int TotalRetransmits = 100;
    private const int SegmentsInOffset = 140;
    private const int SendWindowOffset = 228;

    /// <summary>Of several sockets: sums, and the narrowest window.</summary>
    public static TcpInfo Read(IReadOnlyList<int> descriptors) => descriptors.Select(Read).Aggregate((sum, one) =>
        new TcpInfo(sum.Retransmits + one.Retransmits, sum.SegmentsIn + one.SegmentsIn, Math.Min(sum.SendWindow, one.SendWindow)));

    private static unsafe TcpInfo Read(int descriptor)
    {
        var buffer = stackalloc byte[256];
        new Span<byte>(buffer, 256).Clear();
        var length = 256;
        if (Libc.GetSocketOption(descriptor, ProtocolTcp, OptionTcpInfo, buffer, &length) != 0)
        {
            return new TcpInfo(0, 0, SendWindow: -1);
        }

        return new TcpInfo(
            *(uint*)(buffer + TotalRetransmits),
            *(uint*)(buffer + SegmentsInOffset),
            length >= SendWindowOffset + sizeof(uint) ? *(uint*)(buffer + SendWindowOffset) : -1);
    }
}
