using System.Globalization;

namespace TraceToll.Experiments;

/// <summary>
/// One measurement at a time on a machine, whoever starts it: two would measure each other. A lock of the kernel on an open file,
/// so it dies with its holder; a file beside it says who holds it.
/// </summary>
internal sealed class MeasurementLock : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(30);
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly FileStream _lock;

    private MeasurementLock(FileStream taken) => _lock = taken;

    private static string Folder => Path.Combine(Path.GetTempPath(), "tracetoll-lock");

    /// <summary>Takes the lock, waiting as long as it takes; <paramref name="waitingFor"/> is told the holder, and again every 30 s.</summary>
    public static async Task<MeasurementLock> TakeAsync(Action<string> waitingFor, TimeProvider time, CancellationToken cancellationToken)
    {
        // A folder of its own, open to all: in /tmp itself the kernel forbids opening another user's file for writing
        // (fs.protected_regular).
        if (!Directory.Exists(Folder))
        {
            Directory.CreateDirectory(Folder);
            File.SetUnixFileMode(Folder, Everybody | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        long? toldAt = null;
        while (true)
        {
            if (TryOpen() is { } taken)
            {
                WriteHolder(time);
                return new MeasurementLock(taken);
            }

            if (toldAt is not { } told || time.GetElapsedTime(told) > TellAgain)
            {
                waitingFor(ReadHolder());
                toldAt = time.GetTimestamp();
            }

            await Task.Delay(Retry, time, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    private static FileStream? TryOpen()
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = Everybody,
            };
            var stream = new FileStream(Path.Combine(Folder, "lock"), options);
            OpenToAll(stream.Name);
            return stream;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void WriteHolder(TimeProvider time)
    {
        var command = Environment.GetCommandLineArgs();
        var path = Path.Combine(Folder, "holder");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} of {Environment.UserName} ({Path.GetFileName(command[0])}), since {time.GetUtcNow():HH:mm:ss} UTC"));
        OpenToAll(path);
    }

    private static string ReadHolder()
    {
        try
        {
            return File.ReadAllText(Path.Combine(Folder, "holder"));
        }
        catch (IOException)
        {
            return "somebody";
        }
    }

    /// <summary>The umask takes rights away from what is created; whoever owns the file gives them back.</summary>
    private static void OpenToAll(string path)
    {
        try
        {
            File.SetUnixFileMode(path, Everybody);
        }
        catch (UnauthorizedAccessException)
        {
            // Not the owner: the owner has done it.
        }
    }
}
