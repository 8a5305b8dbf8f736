using System.Globalization;
using TraceToll.Analysis;

namespace TraceToll.Benchmarks;

/// <summary>What a row wants to know of one figure.</summary>
internal abstract record Question(string Figure)
{
    public abstract Finding Answer(IReadOnlyList<Pair> pairs);

    protected static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Signed ranks where there are enough pairs for 95 %, else the least and the most.</summary>
    protected static (Interval Interval, string Kind) IntervalOf(IReadOnlyList<double> differences)
    {
        var interval = new PairedEffect(differences).Interval;
        return interval.IsFinite ? (interval, "") : (new Interval(differences.Min(), differences.Max()), " (least..most)");
    }

    protected static string Text(double value) => value.ToString(
        Math.Abs(value) switch { >= 1_000 => "#,0", >= 100 => "0", >= 10 => "0.0", _ => "0.##" }, CultureInfo.InvariantCulture);

    protected static string Ratio(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    protected List<(double Ours, double Peer)> Both(IReadOnlyList<Pair> pairs) =>
    [
        .. from pair in pairs
           let peer = pair.Peer?.Figures
           where peer != null && peer.ContainsKey(Figure) && pair.Ours.Figures.ContainsKey(Figure)
           select (pair.Ours.Figures[Figure], peer[Figure]),
    ];
}
