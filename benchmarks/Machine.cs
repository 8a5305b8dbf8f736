using System.Globalization;

namespace TraceToll.Benchmarks;

/// <summary>What else goes on.</summary>
internal static class Machine
{
    private const int StealField = 8;
    private const int TickMs = 10;

    /// <summary>What the hypervisor has given to others since boot.</summary>
    public static long ReadStealMs() =>
        TickMs * long.Parse(File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[StealField], CultureInfo.InvariantCulture);

    /// <summary>Of the last minute.</summary>
    public static double ReadLoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>The most memory that a process has had, MB of 1,000,000 bytes.</summary>
    public static double ReadPeakMemoryMb(int processId)
    {
        var status = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status"));
        var line = status.First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
