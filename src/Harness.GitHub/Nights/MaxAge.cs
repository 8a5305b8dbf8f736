using System.Globalization;

namespace TraceToll.GitHub.Nights;

/// <summary>An age as it is written: <c>26h</c>, <c>2d</c>.</summary>
internal static class MaxAge
{
    private const int MostDays = 366;

    public static bool TryParse(string text, out TimeSpan age)
    {
        age = default;
        if (text is not [.., 'h' or 'd'] || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var hours = text[^1] == 'd' ? number * 24L : number;
        age = TimeSpan.FromHours(Math.Min(hours, MostDays * 24));
        return hours is > 0 and <= MostDays * 24;
    }
}
