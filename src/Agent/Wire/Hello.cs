using System.Buffers.Binary;
using System.Text;

namespace TraceToll.Agent.Wire;

/// <summary>What a sender says first: who it is (the run's token) and what load it brings.</summary>
/// <param name="ReplyEvery">The responder answers message 0 and every message whose sequence this divides.</param>
/// <param name="MessageBytes">The length of every message, header included.</param>
/// <param name="Token">The run's token.</param>
internal readonly record struct Hello(int ReplyEvery, int MessageBytes, string Token)
{
    public const int LongestToken = 64;
    public const int LongestFrame = FrameHeader.Size + 8 + LongestToken;

    public byte[] ToFrame()
    {
        var frame = new byte[FrameHeader.Size + 8 + Token.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length);
        frame[4] = FrameHeader.CurrentVersion;
        frame[5] = (byte)FrameKind.Hello;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(24), ReplyEvery);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(28), MessageBytes);
        Encoding.ASCII.GetBytes(Token, frame.AsSpan(32));
        return frame;
    }

    /// <summary>Reads what follows the header of a hello frame; null when it makes no sense.</summary>
    public static Hello? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length is < 9 or > 8 + LongestToken)
        {
            return null;
        }

        var replyEvery = BinaryPrimitives.ReadInt32LittleEndian(payload);
        var messageBytes = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        return replyEvery >= 1 && messageBytes is >= FrameHeader.Size and <= FrameHeader.LongestFrame
            ? new Hello(replyEvery, messageBytes, Encoding.ASCII.GetString(payload[8..]))
            : null;
    }
}
