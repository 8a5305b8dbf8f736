using System.Globalization;

namespace TraceToll.Benchmarks;

/// <summary>How many times the peer's figure ours is. The ratio of the medians is held against the target, the interval is of the pairs' ratios.</summary>
internal sealed record RatioQuestion(string Figure, double? AtMost = null, double? AtLeast = null) : Question(Figure)
{
    public override Finding Answer(IReadOnlyList<Pair> pairs)
    {
        // A logarithm of nothing is none.
        var both = Both(pairs).FindAll(pair => pair is { Ours: > 0, Peer: > 0 });
        if (both.Count == 0)
        {
            return Finding.Unknown(Figure, Target);
        }

        var (ours, peer) = (Median(both.Select(pair => pair.Ours)), Median(both.Select(pair => pair.Peer)));
        var (logarithms, kind) = IntervalOf([.. both.Select(pair => Math.Log(pair.Ours / pair.Peer))]);
        var interval = logarithms.Through(Math.Exp);
        bool? met = AtMost == null && AtLeast == null ? null : IsMet(ours / peer);
        return new Finding(Figure, Text(ours), Text(peer), Ratio(ours / peer), $"{Ratio(interval.Lower)}..{Ratio(interval.Upper)}{kind}", Target, met,
            met == null || (IsMet(interval.Lower) == met && IsMet(interval.Upper) == met));
    }

    private string Target => (AtMost, AtLeast) switch
    {
        ({ } most, _) => string.Create(CultureInfo.InvariantCulture, $"<= {most}"),
        (_, { } least) => string.Create(CultureInfo.InvariantCulture, $">= {least}"),
        _ => "",
    };

    private bool IsMet(double ratio) => ratio <= (AtMost ?? double.PositiveInfinity) && ratio >= (AtLeast ?? 0);
}
