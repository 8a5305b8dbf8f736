using System.Globalization;
using TraceToll.Recordings;
using TraceToll.Scenarios;

namespace TraceToll.Analysis;

/// <summary>
/// What a treatment may cost, measure by measure; all of them are judged together. As text: <c>p50=5us/5%,p99=20us/10%</c>, or
/// <c>5us/5%</c> for mean, p50, p90 and p99 alike; <c>error=5%</c> may follow.
/// </summary>
/// <param name="Allowances">One for each measure that is judged.</param>
public sealed record Budget(IReadOnlyList<Allowance> Allowances)
{
    /// <summary>How often a verdict may be wrong, unless a budget says otherwise: once in a hundred.</summary>
    public const double UsualErrorRate = 0.01;

    private const double LeastErrorRate = 1e-6;
    private const double MostErrorRate = 0.2;
    private const double NsPerUs = 1_000;

    private static readonly Measure[] Usual = [Measure.Mean, new(50), new(90), new(99)];

    /// <summary>
    /// The chance at the most that a treatment which costs no more than is allowed is called regressed, and the chance that one
    /// which costs more is called within: over all measures and all looks together. At least 0.000001 and at most 0.2.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside that range.</exception>
    public double ErrorRate
    {
        get;
        init => field = value is >= LeastErrorRate and <= MostErrorRate ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "an error rate is at least 0.000001 and at most 0.2, which is 20 %");
    } = UsualErrorRate;

    /// <summary>The measures that are judged.</summary>
    public IReadOnlyList<Measure> Measures => [.. Allowances.Select(allowance => allowance.Measure)];

    /// <summary>The same allowance at each of these measures; at mean, p50, p90 and p99 where none is named.</summary>
    /// <param name="microseconds">So many us, 0 or more ...</param>
    /// <param name="percent">... or so many per cent of the control, 0 or more: whichever is more.</param>
    /// <param name="at">The measures; not the worst.</param>
    /// <exception cref="ArgumentException">The worst cannot be judged, or a number is less than 0.</exception>
    public static Budget AtMost(double microseconds, double percent, params IReadOnlyList<Measure> at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(microseconds);
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        return at.Contains(Measure.Worst)
            ? throw new ArgumentException("the worst round trip cannot be judged: no number of samples bounds it; name the mean, or percentiles below 100")
            : new Budget([.. (at.Count == 0 ? Usual : at).Distinct().Select(measure => new Allowance(measure, microseconds * NsPerUs, percent / 100))]);
    }

    /// <summary>Reads a budget.</summary>
    /// <exception cref="FormatException">The text is no budget; the message says what is allowed.</exception>
    public static Budget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var budget = new Budget([]);
        foreach (var part in text.Split(','))
        {
            var (name, value) = part.Split('=') is [var left, var right] ? (left, right) : ("", part);
            budget = name == "error"
                ? budget with { ErrorRate = ParseErrorRate(part, value) }
                : budget with { Allowances = [.. budget.Allowances, .. ParseAllowances(part, name, value)] };
        }

        return budget.Allowances.Count == 0 ? throw Wrong(text)
            : budget.Measures.Distinct().Count() < budget.Measures.Count ? throw new FormatException($"the budget '{text}' judges a measure twice; name each once")
            : budget;
    }

    /// <summary>What is to be said of a mode of a recording.</summary>
    public Verdict Judge(Recording recording, string treatment) => Verdict.Of(recording, treatment, this);

    /// <inheritdoc/>
    public bool Equals(Budget? other) => other is not null && ErrorRate.Equals(other.ErrorRate) && Allowances.SequenceEqual(other.Allowances);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var error = ErrorRate.Equals(UsualErrorRate) ? "" : string.Create(CultureInfo.InvariantCulture, $",error={ErrorRate * 100:0.##########}%");
        return string.Join(',', Allowances) + error;
    }

    private static IEnumerable<Allowance> ParseAllowances(string part, string name, string value)
    {
        double? ns = null, share = null;
        foreach (var limit in value.Split('/'))
        {
            if (limit.EndsWith('%') && share == null && TryPercent(limit, out var percent))
            {
                share = percent / 100;
            }
            else if (!limit.EndsWith('%') && ns == null)
            {
                ns = Nanoseconds.Parse(limit);
            }
            else
            {
                throw Wrong(part);
            }
        }

        return (name.Length == 0 ? Usual : [Measure.Parse(name)]).Select(measure => new Allowance(measure, ns ?? 0, share ?? 0));
    }

    private static double ParseErrorRate(string part, string value) => TryPercent(value, out var percent) && percent is >= 100 * LeastErrorRate and <= 100 * MostErrorRate
        ? percent / 100
        : throw new FormatException($"'{part}' is no error rate; write error=1%, at least 0.0001 % and at most 20 %");

    private static bool TryPercent(string text, out double percent) =>
        double.TryParse(text.EndsWith('%') ? text[..^1] : "", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out percent) && double.IsFinite(percent);

    private static FormatException Wrong(string text) =>
        new($"'{text}' is no budget; write what may be added, such as p50=5us/5% (whichever is more), several with commas, or 5us/5% for mean, p50, p90 and p99");
}
