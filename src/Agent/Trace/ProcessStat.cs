using System.Globalization;

namespace TraceToll.Agent.Trace;

/// <summary>What /proc/[pid]/stat says of a process.</summary>
/// <param name="State">R running or waiting for a CPU, S sleeping, Z ended and not yet collected, ...</param>
/// <param name="CpuMs">Its CPU time so far, in user and kernel mode.</param>
internal sealed record ProcessStat(char State, long CpuMs)
{
    // USER_HZ: a constant of the kernel's interface on every architecture that .NET runs on, whatever CONFIG_HZ is.
    public const int TickMs = 10;

    /// <summary>Null when there is no such process.</summary>
    public static ProcessStat? Of(int process) => ProcFile.Read($"/proc/{process}/stat") is { } line ? Parse(line) : null;

    public static ProcessStat? Parse(string line)
    {
        // The name in brackets may hold blanks and brackets itself: the last one ends it.
        var fields = line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length > 12
            && long.TryParse(fields[11], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            && long.TryParse(fields[12], NumberStyles.None, CultureInfo.InvariantCulture, out var kernel)
                ? new ProcessStat(fields[0][0], (user + kernel) * TickMs)
                : null;
    }
}
