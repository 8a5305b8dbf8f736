using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TraceToll.Containers;

/// <summary>A container's process as this machine sees it.</summary>
internal sealed class ContainedProcess
{
    private const string CommandLine = "/tracetoll-agent\0";
    private readonly long _startTicks;

    private ContainedProcess(int id, long startTicks)
    {
        Id = id;
        _startTicks = startTicks;
    }

    public int Id { get; }

    /// <returns>Null where it has ended, or cannot be seen from here.</returns>
    public static async Task<ContainedProcess?> FindAsync(Engine engine, string container, TimeSpan patience, CancellationToken cancellationToken)
    {
        var state = (await engine.AskAsync("describe a container", patience, limit => engine.Client.Containers.InspectContainerAsync(container, limit), cancellationToken)).State;
        // An engine that counts processes otherwise than we do names somebody else's.
        return state is { Running: true } && ProcessStart.Read((int)state.Pid) is { } start && IsAgent((int)state.Pid) ? new ContainedProcess((int)state.Pid, start) : null;
    }

    /// <returns>Whether it has ended, now or before.</returns>
    public bool TryKill()
    {
        try
        {
            if (ProcessStart.Read(Id) == _startTicks)
            {
                using var process = Process.GetProcessById(Id);
                process.Kill();
            }

            return true;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static bool IsAgent(int id)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline")).StartsWith(CommandLine, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
