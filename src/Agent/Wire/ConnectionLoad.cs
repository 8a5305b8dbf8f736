using System.Runtime.InteropServices;

namespace TraceToll.Agent.Wire;

/// <summary>The load of one connection, as both ends have to know it; 20 bytes on the wire, little-endian.</summary>
/// <param name="ReplyEvery">Every n-th message is answered.</param>
/// <param name="FirstReply">The first message that is answered, below <paramref name="ReplyEvery"/>.</param>
/// <param name="LeastBytes">The shortest message, header included.</param>
/// <param name="MostBytes">The longest message.</param>
/// <param name="ReplyBytes">The length of a reply, header included.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct ConnectionLoad(int ReplyEvery, int FirstReply, int LeastBytes, int MostBytes, int ReplyBytes)
{
    public const int Size = 5 * sizeof(int);

    public bool MakesSense => ReplyEvery >= 1 && FirstReply >= 0 && FirstReply < ReplyEvery
        && IsLength(LeastBytes) && IsLength(MostBytes) && LeastBytes <= MostBytes && IsLength(ReplyBytes);

    private static bool IsLength(int bytes) => bytes is >= FrameHeader.Size and <= FrameHeader.LongestFrame;
}
