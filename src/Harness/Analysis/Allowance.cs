using System.Globalization;

namespace TraceToll.Analysis;

/// <summary>What a treatment may cost at one measure: so many ns, or such a share of the control, whichever is more.</summary>
/// <param name="Measure">The mean, or a percentile.</param>
/// <param name="AtMostNs">In ns, 0 or more.</param>
/// <param name="AtMostShare">Of the control's value, 0 or more: 0.05 is 5 %.</param>
public sealed record Allowance(Measure Measure, double AtMostNs, double AtMostShare)
{
    private const double NsPerUs = 1_000;

    /// <summary>In ns, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0, or no finite number.</exception>
    public double AtMostNs { get; init; } = Finite(AtMostNs);

    /// <summary>Of the control's value, 0 or more: 0.05 is 5 %.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0, or no finite number.</exception>
    public double AtMostShare { get; init; } = Finite(AtMostShare);

    /// <summary>The tolerance beside a control of this value, ns.</summary>
    public double ToleranceNs(double controlNs) => Math.Max(AtMostNs, AtMostShare * controlNs);

    /// <summary>The slowest that is allowed where the control has this value, ns.</summary>
    internal double Slowest(double controlNs) => controlNs + ToleranceNs(controlNs);

    /// <summary>What is faster by the tolerance than the control's value, ns.</summary>
    internal double Faster(double controlNs) => controlNs - ToleranceNs(controlNs);

    /// <summary>As <see cref="Budget.Parse"/> reads it.</summary>
    public override string ToString() => Measure.Name + (AtMostNs, AtMostShare) switch
    {
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"={AtMostNs / NsPerUs:0.######}us"),
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"={AtMostShare * 100:0.##########}%"),
        _ => string.Create(CultureInfo.InvariantCulture, $"={AtMostNs / NsPerUs:0.######}us/{AtMostShare * 100:0.##########}%"),
    };

    private static double Finite(double value) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "an allowance is 0 or more, and a finite number");
}
