using System.Globalization;

namespace TraceToll.Benchmarks;

/// <summary>Waits for a moment in which the machine has nothing else to do. Where none comes, the load average in the table tells of it.</summary>
internal static class Quiet
{
    private const int IdleField = 4;
    private const int WaitingField = 5;
    private const double MostBusy = 0.1;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        do
        {
            var (busy, all) = ReadTicks();
            await Task.Delay(Look, time, cancellationToken);
            var (busyNow, allNow) = ReadTicks();
            if (busyNow - busy <= MostBusy * (allNow - all))
            {
                return;
            }
        }
        while (time.GetElapsedTime(begun) < Patience);

        Console.Error.WriteLine($"the machine was not quiet within {Patience.TotalSeconds} s; measured all the same");
    }

    private static (long Busy, long All) ReadTicks()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long[] ticks = [.. fields.Skip(1).Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
        var all = ticks.Sum();
        return (all - ticks[IdleField - 1] - ticks[WaitingField - 1], all);
    }
}
