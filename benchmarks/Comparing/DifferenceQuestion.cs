using System.Globalization;
using TraceToll.Analysis;

namespace TraceToll.Benchmarks;

/// <summary>Whether ours less the peer's cannot be told from nothing: the whole interval within so much on either side of 0.</summary>
internal sealed record DifferenceQuestion(string Figure, double Within) : Question(Figure)
{
    public override Finding Answer(IReadOnlyList<Pair> pairs)
    {
        var both = Both(pairs);
        var target = string.Create(CultureInfo.InvariantCulture, $"interval within +-{Within}");
        if (both.Count == 0)
        {
            return Finding.Unknown(Figure, target);
        }

        double[] differences = [.. both.Select(pair => pair.Ours - pair.Peer)];
        var (interval, kind) = IntervalOf(differences);
        return new Finding(Figure, Text(Median(both.Select(pair => pair.Ours))), Text(Median(both.Select(pair => pair.Peer))),
            string.Create(CultureInfo.InvariantCulture, $"{new PairedEffect(differences).Estimate:+0.00;-0.00}"),
            string.Create(CultureInfo.InvariantCulture, $"{interval.Lower:0.00}..{interval.Upper:0.00}{kind}"), target,
            interval.Lower >= -Within && interval.Upper <= Within, Sure: true);
    }
}
