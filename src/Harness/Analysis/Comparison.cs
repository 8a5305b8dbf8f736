using TraceToll.Recordings;

namespace TraceToll.Analysis;

/// <summary>
/// A treatment against the control of the same recording, paired inside blocks: what the mode costs, measure by measure.
/// </summary>
/// <param name="Treatment">The mode that is compared.</param>
/// <param name="Control">The mode that it is compared with.</param>
/// <param name="Differences">One for each of <see cref="Measure.All"/>.</param>
public sealed record Comparison(string Treatment, string Control, IReadOnlyList<MeasureDifference> Differences)
{
    /// <summary>Blocks that hold both.</summary>
    public int Blocks => Differences[0].BlockNs.Count;

    /// <summary>Compares two modes of a recording; null when no block holds both.</summary>
    public static Comparison? Of(Recording recording, string treatment, string control)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var treated = ByBlock(recording, treatment);
        var controls = ByBlock(recording, control);
        var blocks = treated.Keys.Intersect(controls.Keys).Order().ToList();
        return blocks.Count == 0
            ? null
            : new Comparison(treatment, control, [.. Measure.All.Select(measure => Difference(measure, blocks, treated, controls))]);
    }

    private static MeasureDifference Difference(
        Measure measure, List<int> blocks, Dictionary<int, SliceLatencies> treated, Dictionary<int, SliceLatencies> controls) => new(
            measure,
            MeasureDifference.Median(blocks.Select(block => controls[block].ValueNs(measure))),
            MeasureDifference.Median(blocks.Select(block => treated[block].ValueNs(measure))),
            [.. blocks.Select(block => treated[block].ValueNs(measure) - controls[block].ValueNs(measure))],
            blocks.Min(block => Math.Min(treated[block].Count, controls[block].Count)));

    private static Dictionary<int, SliceLatencies> ByBlock(Recording recording, string mode) =>
        recording.Compared.Where(slice => slice.Mode == mode && slice.Measured.Replies > 0)
            .ToDictionary(slice => slice.Block, slice => SliceLatencies.Of(slice));
}
