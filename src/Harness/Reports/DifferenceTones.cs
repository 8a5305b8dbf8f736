using TraceToll.Analysis;

namespace TraceToll.Reports;

/// <summary>Which differences are more than noise, and which rest on too few round trips.</summary>
internal static class DifferenceTones
{
    // Row names, and the control's value where a table has it.
    private const int Before = 1;

    /// <param name="measures">The rows.</param>
    /// <param name="comparisons">The columns.</param>
    /// <param name="more">Columns between the names of the rows and the first comparison.</param>
    public static IReadOnlyDictionary<(int Row, int Column), Tone> Of(IEnumerable<Measure> measures, IReadOnlyList<Comparison> comparisons, int more) =>
        measures.SelectMany((measure, row) => comparisons.Select((comparison, column) => (row, column: column + Before + more, tone: Of(measure, comparison))))
            .Where(cell => cell.tone != Tone.Plain).ToDictionary(cell => (cell.row, cell.column), cell => cell.tone);

    /// <summary>Bad: all of its interval is above 0, and above all of the noise floor's. Without a noise floor nobody knows.</summary>
    private static Tone Of(Measure measure, Comparison comparison) => comparison.At(measure) switch
    {
        null => Tone.Plain,
        { IsSupported: false } => Tone.Faint,
        { Effect.Interval.Lower: > 0 and var least } when comparison.Noise.FirstOrDefault(each => each.Measure == measure) is { } noise
            && least > noise.Effect.Interval.Upper => Tone.Bad,
        _ => Tone.Plain,
    };
}
