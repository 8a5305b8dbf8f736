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

    /// <summary>The machine's.</summary>
    public static string SharedFolder => Path.Combine(Path.GetTempPath(), "tracetoll-lock");

    /// <summary>Takes the lock, waiting as long as it takes; <paramref name="waitingFor"/> is told the holder, and again every 30 s.</summary>
    public static async Task<MeasurementLock> TakeAsync(string folder, Action<string> waitingFor, TimeProvider time, CancellationToken cancellationToken)
    {
        // A folder of its own, open to all: in /tmp itself the kernel forbids opening another user's file for writing
        // (fs.protected_regular).
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, Everybody | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        long? toldAt = null;
        while (true)
        {
            if (TryOpen(folder) is { } taken)
            {
                WriteHolder(folder, time);
                return new MeasurementLock(taken);
            }

            if (toldAt is not { } told || time.GetElapsedTime(told) > TellAgain)
            {
                waitingFor(ReadHolder(folder));
                toldAt = time.GetTimestamp();
            }

            await Task.Delay(Retry, time, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    private static FileStream? TryOpen(string folder)
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
            var stream = new FileStream(Path.Combine(folder, "lock"), options);
            OpenToAll(stream.Name);
            return stream;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void WriteHolder(string folder, TimeProvider time)
    {
        var command = Environment.GetCommandLineArgs();
        var path = Path.Combine(folder, "holder");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} of {Environment.UserName} ({Path.GetFileName(command[0])}), since {time.GetUtcNow():HH:mm:ss} UTC"));
        OpenToAll(path);
    }

    private static string ReadHolder(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "holder"));
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
