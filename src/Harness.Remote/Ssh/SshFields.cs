using System.Buffers.Binary;

namespace TraceToll.Remote.Ssh;

/// <summary>Reads the fields that SSH's messages are made of (RFC 4251, section 5).</summary>
internal sealed class SshFields(byte[] message)
{
    private int _at;

    public static byte[] Number(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    public static byte[] Write(byte[] field) => [.. Number((uint)field.Length), .. field];

    public uint ReadNumber() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    public byte[] ReadBytes() => Take(ReadNumber()).ToArray();

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (count > message.Length - _at)
        {
            throw new InvalidDataException($"a field of {count} bytes where {message.Length - _at} are left");
        }

        var taken = message.AsSpan(_at, (int)count);
        _at += (int)count;
        return taken;
    }
}
