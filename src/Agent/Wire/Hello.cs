using System.Runtime.InteropServices;
using System.Text;

namespace TraceToll.Agent.Wire;

/// <summary>What a sender says first on a connection: what load it brings, and who it is (the run's token).</summary>
/// <param name="Load">The load.</param>
/// <param name="Token">The run's token.</param>
internal readonly record struct Hello(ConnectionLoad Load, string Token)
{
    public const int LongestToken = 64;
    public const int LongestFrame = FrameHeader.Size + ConnectionLoad.Size + LongestToken;

    private const int TokenAt = FrameHeader.Size + ConnectionLoad.Size;

    public byte[] ToFrame()
    {
        var frame = new byte[TokenAt + Token.Length];
        var header = new FrameHeader { Length = frame.Length, Version = FrameHeader.CurrentVersion, Kind = FrameKind.Hello };
        MemoryMarshal.Write(frame, in header);
        MemoryMarshal.Write(frame.AsSpan(FrameHeader.Size), Load);
        Encoding.ASCII.GetBytes(Token, frame.AsSpan(TokenAt));
        return frame;
    }

    /// <summary>Reads what follows the header of a hello frame; null when it makes no sense.</summary>
    public static Hello? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length is <= ConnectionLoad.Size or > ConnectionLoad.Size + LongestToken)
        {
            return null;
        }

        var load = MemoryMarshal.Read<ConnectionLoad>(payload);
        return load.MakesSense ? new Hello(load, Encoding.ASCII.GetString(payload[ConnectionLoad.Size..])) : null;
    }
}
