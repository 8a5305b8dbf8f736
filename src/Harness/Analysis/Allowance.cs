using System.Globalization;

namespace TraceToll.Analysis;

/// <summary>What a treatment may cost at one measure: so many ns, or such a share of the control, whichever is more.</summary>
/// <param name="Measure">The mean, or a percentile.</param>
/// <param name="AtMostNs">In ns, 0 or more.</param>
/// <param name="AtMostShare">Of the control's value, 0 or more: 0.05 is 5 %.</param>
public sealed record Allowance(Measure Measure, double AtMostNs, double AtMostShare)
{
    private const double NsPerUs = 1_000;

    /// <summary>The tolerance beside a control of this value, ns.</summary>
    public double ToleranceNs(double controlNs) => Math.Max(AtMostNs, AtMostShare * controlNs);

    /// <summary>As <see cref="Budget.Parse"/> reads it.</summary>
    public override string ToString() => Measure.Name + (AtMostNs, AtMostShare) switch
    {
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"={AtMostNs / NsPerUs:0.###}us"),
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"={AtMostShare * 100:0.####}%"),
        _ => string.Create(CultureInfo.InvariantCulture, $"={AtMostNs / NsPerUs:0.###}us/{AtMostShare * 100:0.####}%"),
    };
}
