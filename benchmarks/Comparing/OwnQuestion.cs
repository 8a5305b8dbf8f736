using System.Globalization;

namespace TraceToll.Benchmarks;

/// <summary>Our figure alone: its median, or the worst of all runs.</summary>
internal sealed record OwnQuestion(string Figure, double? AtMost = null, double? AtLeast = null, bool Worst = false) : Question(Figure)
{
    public override Finding Answer(IReadOnlyList<Pair> pairs)
    {
        List<double> values = [.. pairs.Where(pair => pair.Ours.Figures.ContainsKey(Figure)).Select(pair => pair.Ours.Figures[Figure])];
        var target = string.Create(CultureInfo.InvariantCulture, $"{(AtMost != null ? "<=" : ">=")} {AtMost ?? AtLeast:#,0.###}");
        if (values.Count == 0)
        {
            return Finding.Unknown(Figure, target);
        }

        var value = !Worst ? Median(values) : AtMost != null ? values.Max() : values.Min();
        return new Finding(Figure, Text(value) + (Worst ? " (worst)" : ""), "", "", $"{Text(values.Min())}..{Text(values.Max())} (least..most)", target,
            IsMet(value), values.TrueForAll(each => IsMet(each) == IsMet(value)));
    }

    private bool IsMet(double value) => value <= (AtMost ?? double.PositiveInfinity) && value >= (AtLeast ?? double.NegativeInfinity);
}
