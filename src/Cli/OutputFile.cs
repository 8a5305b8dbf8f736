using System.Text;
using TraceToll.Recordings;

namespace TraceToll.Cli;

/// <summary>Reports that go to files: UTF-8 without a mark, as other tools want them.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file, over what is there.</summary>
    /// <exception cref="UsageException">It cannot be written, or is part of a recording.</exception>
    public static void Write(string path, string text)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new UsageException($"{full} is a folder; name a file with --out");
        }

        if (Recording.IsPart(full))
        {
            throw new UsageException($"{full} is part of a recording, which would be lost; name another file with --out");
        }

        Try(full, () => File.WriteAllText(full, text, Utf8));
    }

    /// <summary>Writes files into a folder, which is made where it is missing.</summary>
    /// <exception cref="UsageException">One cannot be written, or there is a file in place of the folder.</exception>
    public static void WriteAll(string folder, IReadOnlyDictionary<string, string> texts)
    {
        var full = Path.GetFullPath(folder);
        if (File.Exists(full))
        {
            throw new UsageException($"{full} is a file; name a folder with --out, or a single mode with --mode");
        }

        Try(full, () => Directory.CreateDirectory(full));
        foreach (var (name, text) in texts)
        {
            Write(Path.Combine(full, name), text);
        }
    }

    private static void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"{path} cannot be written: {failed.Message}; name another place with --out");
        }
    }
}
