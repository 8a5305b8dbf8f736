using System.Buffers.Binary;

namespace TraceToll.Containers;

/// <summary>Whether the agent runs in an image that holds nothing else: an ELF file that asks for no interpreter.</summary>
internal static class StaticAgent
{
    // Of the 64-bit ELF header and its program headers.
    private const int HeaderBytes = 64;
    private const int TableOffsetAt = 32;
    private const int EntrySizeAt = 54;
    private const int EntryCountAt = 56;
    private const int Interpreter = 3;

    public static void Check(string path)
    {
        using var file = File.OpenRead(path);
        if (!IsStatic(file))
        {
            throw new RigFailureException(
                $"the agent {path} is not one static file, and in a container there is nothing else",
                "install its toolchain ('sudo apt-get install gcc libc6-dev lld') and build again");
        }
    }

    private static bool IsStatic(FileStream file)
    {
        var header = new byte[HeaderBytes];
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.AsSpan(0, 5).SequenceEqual("\u007fELF\u0002"u8))
        {
            return false;
        }

        file.Position = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(TableOffsetAt));
        var entry = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(EntrySizeAt))];
        for (var left = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(EntryCountAt)); left > 0; left--)
        {
            if (file.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) < entry.Length || BinaryPrimitives.ReadInt32LittleEndian(entry) == Interpreter)
            {
                return false;
            }
        }

        return true;
    }
}
