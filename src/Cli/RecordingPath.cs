namespace TraceToll.Cli;

/// <summary>A recording's folder, as a command line names it.</summary>
internal static class RecordingPath
{
    /// <summary>The folder, absolute.</summary>
    /// <exception cref="UsageException">There is nothing where a name should be, as a variable that is not set leaves it.</exception>
    public static string Full(string path) => Path.GetFullPath(path.Length > 0 ? path : throw new UsageException("the recording's folder is empty; name one"));
}
