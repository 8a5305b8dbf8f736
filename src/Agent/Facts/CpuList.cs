using System.Globalization;

namespace TraceToll.Agent.Facts;

/// <summary>The kernel's way to write a set of CPUs: <c>0-3,8</c>.</summary>
internal static class CpuList
{
    /// <summary>The CPUs in it; null when the text is no such list.</summary>
    public static IReadOnlyList<int>? Read(string? list)
    {
        List<int> cpus = [];
        foreach (var part in (list ?? "").Trim().Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !Number(ends[0], out var first) || !Number(ends[^1], out var last) || last < first)
            {
                return null;
            }

            cpus.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return cpus;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
