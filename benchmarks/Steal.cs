using System.Globalization;

namespace TraceToll.Benchmarks;

/// <summary>What the hypervisor has given to others since boot.</summary>
internal static class Steal
{
    private const int StealField = 8;
    private const int TickMs = 10;

    public static long ReadMs() =>
        TickMs * long.Parse(File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[StealField], CultureInfo.InvariantCulture);
}
