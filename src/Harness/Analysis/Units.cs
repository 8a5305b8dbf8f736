using TraceToll.Recordings;

namespace TraceToll.Analysis;

/// <summary>The compared slices (or runs) of a recording by mode, decoded once.</summary>
internal sealed class Units(bool paired, ILookup<string, Unit> byMode)
{
    /// <summary>Whether units of one block belong together.</summary>
    public bool Paired => paired;

    /// <summary>Of a mode, in the order of blocks.</summary>
    public IReadOnlyList<Unit> Of(string mode) => [.. byMode[mode].OrderBy(unit => unit.Block)];

    public static Units Of(Recording recording, IReadOnlyList<Measure> measures)
    {
        var slices = recording.Compared.Where(slice => slice.Measured.Replies > 0).Select(slice => (slice.Mode, Unit: Unit.Of(slice, measures)));
        var runs = recording.Runs.Select(run => (run.Mode, Unit: Unit.Of(run)));
        return new Units(recording.Manifest.Interleaved, slices.Concat(runs).ToLookup(each => each.Mode, each => each.Unit));
    }
}
