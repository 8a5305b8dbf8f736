using Perfolizer.Mathematics.Common;

namespace TraceToll.Analysis;

/// <summary>How two sets of units can be told apart at all.</summary>
internal static class TwoSets
{
    /// <summary>
    /// The fewest units of both together, in today's proportion, whose most extreme division is rarer than the error. The chance of
    /// one division of n + m is 1 in (n + m over m).
    /// </summary>
    public static int FewestUnits(int controls, int treated, double error)
    {
        for (var factor = 1; ; factor++)
        {
            // Halves, so that the answer is no multiple of what is there.
            var (n, m) = (Math.Max(1, controls * factor / 2), Math.Max(1, treated * factor / 2));
            if (BinomialCoefficientHelper.LogBinomialCoefficient(n + m, m) >= -Math.Log(error))
            {
                return n + m;
            }
        }
    }
}
