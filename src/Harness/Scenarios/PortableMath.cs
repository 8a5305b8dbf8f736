namespace TraceToll.Scenarios;

/// <summary>
/// Exponential and logarithm out of what IEEE 754 defines to the last bit. Those of the C library differ in it between machines, and one bit
/// makes another timeline.
/// </summary>
internal static class PortableMath
{
    // ln 2 in two parts: the first has zeros at its end, so that small whole multiples of it are exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private const double LeastExponent = -700;

    private const long FractionBits = 0x000F_FFFF_FFFF_FFFF;
    private const long OneBits = 0x3FF0_0000_0000_0000;
    private const int FractionLength = 52;

    /// <summary>e to the power of 0 or less; 0 below -700.</summary>
    public static double Exp(double x)
    {
        if (x < LeastExponent)
        {
            return 0;
        }

        var halvings = Math.Floor((x / Ln2High) + 0.5);
        var rest = x - (halvings * Ln2High) - (halvings * Ln2Low);
        // Taylor: the rest is less than 0.35, so that the terms after these are less than the last bit.
        double sum = 1;
        for (var i = 13; i > 0; i--)
        {
            sum = 1 + (sum * rest / i);
        }

        return sum * BitConverter.Int64BitsToDouble(OneBits + ((long)halvings << FractionLength));
    }

    /// <summary>The natural logarithm of a normal positive number.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var doublings = (bits - OneBits) >> FractionLength;
        var fraction = BitConverter.Int64BitsToDouble((bits & FractionBits) | OneBits);
        // ln f = 2 artanh((f - 1) / (f + 1)), where the fraction is at most a third.
        var ratio = (fraction - 1) / (fraction + 1);
        double sum = 0;
        for (var i = 37; i > 0; i -= 2)
        {
            sum = (sum * ratio * ratio) + (1.0 / i);
        }

        return (doublings * Ln2Low) + (2 * ratio * sum) + (doublings * Ln2High);
    }
}
