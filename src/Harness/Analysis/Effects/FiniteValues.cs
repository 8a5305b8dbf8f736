using System.Globalization;

namespace TraceToll.Analysis;

internal static class FiniteValues
{
    /// <exception cref="ArgumentException">There are none, or one is no finite number.</exception>
    public static void Require(IReadOnlyList<double> values)
    {
        if (values.Count == 0 || !values.All(double.IsFinite))
        {
            throw new ArgumentException(values.Count == 0
                ? "there are no values; an effect needs one at least"
                : string.Create(CultureInfo.InvariantCulture, $"{values.First(value => !double.IsFinite(value))} is no finite value"));
        }
    }
}
