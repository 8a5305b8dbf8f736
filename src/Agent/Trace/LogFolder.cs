
namespace TraceToll.Agent.Trace;

/// <summary>
/// A private folder for what bpftrace writes, removed at the end. An agent that is killed with -9 cannot remove its own, so the
/// next one does: the name has the process id, and a lock says whether that agent still lives.
/// </summary>
internal sealed class LogFolder : IDisposable
{
    private const string Prefix = "tracetoll-trace-";
    private const long Mebi = 1024 * 1024;
    private const long FreeAtStart = 64 * Mebi;
    private const long FreeWhileRunning = 16 * Mebi;
    private const long Plenty = 1024 * Mebi;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path;
    private readonly FileStream _lock;

    private LogFolder(string path, FileStream folderLock)
    {
        _path = path;
        _lock = folderLock;
    }

    /// <summary>The script's output.</summary>
    public string Output => OutputIn(_path);

    /// <summary>Errors of bpftrace and of what starts it.</summary>
    public string Errors => ErrorsIn(_path);

    public long OutputBytes => new FileInfo(Output) is { Exists: true } log ? log.Length : 0;

    public static LogFolder Create(string parent)
    {
        if (!Directory.Exists(parent))
        {
            throw new AgentFailure($"the log folder {parent} does not exist",
                "name a folder that exists with --log-folder or TMPDIR", AgentFailure.Usage);
        }

        Sweep(parent);
        RequireFree(parent, FreeAtStart);
        // Random by way of the kernel: the random numbers of .NET's cryptography come from OpenSSL, and a static executable that
        // loads a shared library, with a second C library under it, has its memory spoiled (tried: 1 start in 20 failed).
        var name = $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}";
        var path = Path.Combine(parent, name);
        try
        {
            Directory.CreateDirectory(path, Private);
            return new LogFolder(path, new FileStream(LockIn(path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AgentFailure($"no folder can be made in {parent}: {failure.Message}",
                "name a folder that can be written with --log-folder or TMPDIR");
        }
    }

    /// <summary>A tracer that logs everything can fill a disk, and bpftrace says nothing when a line cannot be written.</summary>
    public void RequireRoom() => RequireFree(_path, FreeWhileRunning);

    /// <summary>Whether no tracer fills the disk within a second.</summary>
    public bool HasPlenty => new DriveInfo(_path).AvailableFreeSpace > Plenty;

    public void Dispose()
    {
        _lock.Dispose();
        Remove(_path);
    }

    private static string OutputIn(string folder) => Path.Combine(folder, "output");

    private static string ErrorsIn(string folder) => Path.Combine(folder, "errors");

    private static string LockIn(string folder) => Path.Combine(folder, "lock");

    private static void RequireFree(string folder, long least)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < least)
        {
            throw new AgentFailure(
                $"the log folder {folder} has {free} bytes free; at least {least} are needed",
                "make room there, or name another folder with --log-folder or TMPDIR");
        }
    }

    private static void Sweep(string parent)
    {
        foreach (var path in ProcFile.List(parent).Where(IsLeftover))
        {
            Remove(path);
        }
    }

    private static bool IsLeftover(string path)
    {
        var name = Path.GetFileName(path);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var owner = name[Prefix.Length..].Split('-')[0];
        if (ProcFile.Read($"/proc/{owner}/comm")?.StartsWith("tracetoll", StringComparison.Ordinal) == true)
        {
            return false;
        }

        try
        {
            // An agent in another container has a process id that means nothing here, but its lock holds.
            using var taken = new FileStream(LockIn(path), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // File by file and by known names: a folder of /tmp is not followed to wherever somebody made it lead.
    private static void Remove(string path)
    {
        try
        {
            File.Delete(OutputIn(path));
            File.Delete(ErrorsIn(path));
            File.Delete(LockIn(path));
            Directory.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or somebody else is at it too.
        }
    }
}
