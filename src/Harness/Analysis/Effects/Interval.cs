namespace TraceToll.Analysis;

/// <summary>Two bounds. A bound that the data cannot give is infinite.</summary>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>Nothing is known.</summary>
    public static Interval Unbounded { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether both bounds are known.</summary>
    public bool IsFinite => double.IsFinite(Lower) && double.IsFinite(Upper);

    /// <summary>Half of its width; infinite where a bound is.</summary>
    public double HalfWidth => (Upper - Lower) / 2;

    /// <summary>Whether it reaches as far as this value.</summary>
    public bool Contains(double value) => Lower <= value && value <= Upper;

    /// <summary>Both bounds through a function that rises.</summary>
    internal Interval Through(Func<double, double> rising) => new(rising(Lower), rising(Upper));
}
