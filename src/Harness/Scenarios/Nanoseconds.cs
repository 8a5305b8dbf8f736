using System.Globalization;

namespace TraceToll.Scenarios;

/// <summary>Short times as they stand on a command line: <c>500ns</c>, <c>10us</c>, <c>1.5us</c>, <c>1ms</c>.</summary>
public static class Nanoseconds
{
    // Within it no unit overflows, and no place after the point gets lost.
    private const decimal Most = 1_000_000_000;

    /// <summary>Reads a number and its unit, in any culture with a decimal point; 1,000,000,000 of a unit at the most.</summary>
    /// <returns>Nanoseconds, 0 or more.</returns>
    /// <exception cref="FormatException">The text is no such time, or not a whole number of nanoseconds.</exception>
    public static long Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var unit = text.Length > 2 ? text[^2..] : "";
        var factor = unit switch { "ns" => 1, "us" => 1_000, "ms" => 1_000_000, _ => 0 };
        if (factor == 0 || !decimal.TryParse(text.AsSpan(..^2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > Most)
        {
            throw new FormatException($"'{text}' is no time; write a number and ns, us or ms, such as 500ns, 10us or 1.5us");
        }

        var ns = number * factor;
        return ns == decimal.Truncate(ns) ? (long)ns : throw new FormatException($"'{text}' is not a whole number of nanoseconds");
    }

    /// <summary>As <see cref="Parse"/> reads it: a whole number of the largest unit that allows one.</summary>
    public static string ToText(long ns)
    {
        var (factor, unit) = ns % 1_000_000 == 0 ? (1_000_000, "ms") : ns % 1_000 == 0 ? (1_000, "us") : (1, "ns");
        return string.Create(CultureInfo.InvariantCulture, $"{ns / factor}{unit}");
    }
}
