using System.Security.Cryptography;
using System.Text;

namespace TraceToll.Recordings.Import;

/// <summary>A report's text, and the fingerprint of the bytes that it was read from.</summary>
internal sealed record ReportContent(ReportFile File, string Text, string Sha256)
{
    private const int MostMiB = 16;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidRecordingException">It cannot be read, or is too large.</exception>
    public static ReportContent Read(ReportFile file)
    {
        var bytes = ReadBytes(file.Path);
        return new ReportContent(file, Decode(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>The text of these bytes. Not strict: what is no text has no table either. Windows writes UTF-16, with a mark.</summary>
    public static string Decode(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static byte[] ReadBytes(string path)
    {
        const int Most = MostMiB << 20;
        try
        {
            if (Directory.Exists(path))
            {
                throw new InvalidRecordingException($"{path} is a folder; name the reports in it");
            }

            using var stream = System.IO.File.OpenRead(path);
            // Not by its length, which devices and pipes do not have.
            using var held = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                held.Write(buffer, 0, read);
                if (held.Length > Most)
                {
                    throw new InvalidRecordingException($"{path} is larger than {MostMiB} MiB, which no report is; name the report");
                }
            }

            return held.ToArray();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidRecordingException($"there is no file {path}; name a report in the origin's layout");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidRecordingException($"{path} cannot be read: {unreadable.Message}");
        }
    }
}
