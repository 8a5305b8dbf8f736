namespace TraceToll.Tests.Support;

/// <summary>A file's content and when it was written: what is equal was not touched.</summary>
/// <param name="Bytes">The content in hexadecimal; null when there is no file.</param>
/// <param name="WrittenAt">When, UTC.</param>
internal sealed record FileState(string? Bytes, DateTime WrittenAt)
{
    private static readonly DateTime LongAgo = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    /// <summary>As it is; its time is set back, so that a later write shows however coarse the clock is.</summary>
    public static FileState Of(string path)
    {
        if (File.Exists(path))
        {
            File.SetLastWriteTimeUtc(path, LongAgo);
        }

        return Now(path);
    }

    /// <summary>As it is.</summary>
    public static FileState Now(string path) => File.Exists(path)
        ? new FileState(Convert.ToHexString(File.ReadAllBytes(path)), File.GetLastWriteTimeUtc(path))
        : new FileState(null, default);
}
