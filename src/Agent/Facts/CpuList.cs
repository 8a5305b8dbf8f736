using System.Globalization;

namespace TraceToll.Agent.Facts;

/// <summary>The kernel's way to write a set of CPUs: <c>0-3,8</c>.</summary>
internal static class CpuList
{
    /// <summary>How many there are; null when the text is no such list.</summary>
    public static int? Count(string? list)
    {
        var count = 0;
        foreach (var part in (list ?? "").Trim().Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !Number(ends[0], out var first) || !Number(ends[^1], out var last) || last < first)
            {
                return null;
            }

            count += last - first + 1;
        }

        return count;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
