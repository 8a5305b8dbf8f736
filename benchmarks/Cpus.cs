using System.Globalization;

namespace TraceToll.Benchmarks;

/// <summary>The CPUs that the two loops are kept on: the last two of those that this process may use, as the harness takes them.</summary>
internal sealed record Cpus(int Sender, int Responder, bool OthersHaveAnother)
{
    private const string Field = "Cpus_allowed_list:";

    /// <exception cref="RigFailureException">There is one CPU only.</exception>
    public static Cpus Read()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        int[] allowed = [.. line[Field.Length..].Split(',').SelectMany(Range)];
        return allowed.Length > 1
            ? new Cpus(allowed[^2], allowed[^1], allowed.Length > 2)
            : throw new RigFailureException("this process may use 1 CPU, and two loops spin", "run it where at least 2 are allowed (nproc)");
    }

    private static IEnumerable<int> Range(string text)
    {
        int[] ends = [.. text.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
