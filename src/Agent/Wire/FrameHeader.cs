using System.Runtime.InteropServices;

namespace TraceToll.Agent.Wire;

/// <summary>
/// What every frame on the wire begins with: 24 bytes, little-endian (both ends are; an agent for a big-endian machine would
/// have to swap). The length comes first and counts the header.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct FrameHeader
{
    public const int Size = 24;
    public const byte CurrentVersion = 2;

    /// <summary>The longest frame that is accepted at all: 1 MiB.</summary>
    public const int LongestFrame = 1 << 20;

    public int Length;
    public byte Version;
    public FrameKind Kind;
    public ushort Reserved;
    public long Sequence;

    /// <summary>When the message was due, by the sender's monotonic clock. The responder sends it back untouched.</summary>
    public long DueNs;

    public readonly bool IsWellFormed(FrameKind kind, int longest) => IsWellFormed(kind, Size, longest);

    public readonly bool IsWellFormed(FrameKind kind, int shortest, int longest) =>
        Version == CurrentVersion && Kind == kind && Reserved == 0 && Length >= shortest && Length <= longest;
}
