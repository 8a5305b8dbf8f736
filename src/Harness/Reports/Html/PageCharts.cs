using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Reports.Html;

/// <summary>Turns recordings into what the page draws.</summary>
internal static class PageCharts
{
    private const double UsPerNs = 1e-3;
    private static readonly IReadOnlyList<Measure> Shown = [new(50.0), new(90.0), new(99.0), new(99.9)];

    public static PageData Of(IReadOnlyList<ReportedSession> sessions)
    {
        var grids = sessions.Select((session, number) => new SessionGrid(session, number)).ToList();
        return new PageData
        {
            Modes = [.. sessions.SelectMany(session => session.Recording.Manifest.Modes).Distinct()],
            Curves = [.. grids.SelectMany(grid => grid.Curves())],
            Deltas = [.. grids.SelectMany(grid => grid.Deltas())],
            Noise = [.. grids.Select(grid => grid.Noise()).OfType<NoiseLine>()],
            Forest = [.. sessions.SelectMany(Forest)],
            Time = sessions is [{ Recording: var only }] ? TimeOf(only) : null,
            Dots = [.. sessions.SelectMany(Dots)],
        };
    }

    /// <summary>A bound that the data cannot give is null, as JSON knows no infinity.</summary>
    public static double? Us(double ns) => double.IsFinite(ns) ? ns * UsPerNs : null;

    /// <summary>Row by row: what is judged, where anything is; the usual percentiles that the slices support, where nothing is.</summary>
    private static IEnumerable<ForestRow> Forest(ReportedSession session, int number) =>
        from comparison in session.Analysis.Comparisons
        where !TracingMode.IsControlName(comparison.Treatment)
        let verdict = session.Analysis.Verdicts.FirstOrDefault(verdict => verdict.Treatment == comparison.Treatment)
        from difference in comparison.Differences
        let finding = verdict?.Findings.FirstOrDefault(finding => finding.Measure == difference.Measure)
        where verdict is { Findings.Count: > 0 } ? finding != null : difference.IsSupported && Shown.Contains(difference.Measure)
        let noise = comparison.Noise.FirstOrDefault(each => each.Measure == difference.Measure)
        select new ForestRow
        {
            Name = $"{session.Line(comparison.Treatment)} {difference.Measure.Name}",
            Line = session.Line(comparison.Treatment),
            Mode = comparison.Treatment,
            Session = number,
            Measure = difference.Measure.Name,
            Us = difference.Effect.Estimate * UsPerNs,
            Lower = Us(difference.Effect.Interval.Lower),
            Upper = Us(difference.Effect.Interval.Upper),
            Allowed = Us(finding?.ToleranceNs ?? double.NaN),
            Kind = finding == null ? null : verdict!.Kind == VerdictKind.Invalid ? "not judged" : finding.Kind.ToString().ToLowerInvariant(),
            NoiseLower = Us(noise?.Effect.Interval.Lower ?? double.NaN),
            NoiseUpper = Us(noise?.Effect.Interval.Upper ?? double.NaN),
        };

    private static IEnumerable<BlockDots> Dots(ReportedSession session, int number) =>
        from comparison in session.Analysis.Comparisons
        from difference in comparison.Differences
        where difference.IsSupported && difference.BlockNs.Count > 0
        let blocks = BlocksOf(session.Recording, comparison)
        where blocks.Count == difference.BlockNs.Count
        select new BlockDots(session.Line(comparison.Treatment), comparison.Treatment, number, difference.Measure.Name, difference.Effect.Estimate * UsPerNs,
            Us(difference.Effect.Interval.Lower), Us(difference.Effect.Interval.Upper),
            [.. blocks.Zip(difference.BlockNs, (block, ns) => (double[])[block, ns * UsPerNs])]);

    private static List<int> BlocksOf(Recording recording, Comparison comparison)
    {
        var held = recording.Compared.Where(slice => slice.Measured.Replies > 0).ToLookup(slice => slice.Mode, slice => slice.Block);
        return [.. held[comparison.Control].Intersect(held[comparison.Treatment]).Order()];
    }

    private static SessionTime? TimeOf(Recording recording)
    {
        if (recording.Slices.Count == 0)
        {
            return null;
        }

        var slices = recording.Slices.OrderBy(slice => slice.Measured.StartUnixNs).ToList();
        var startNs = slices[0].Measured.StartUnixNs;
        double Seconds(long unixNs) => Math.Round((unixNs - startNs) / 1e9, 3);
        return new SessionTime(
            [
                .. recording.Manifest.Modes.Select(mode => new ModeTime(mode,
                [
                    .. from slice in slices
                       where slice.Mode == mode
                       from interval in slice.Measured.Intervals
                       select (double[])
                       [
                           Seconds(slice.Measured.StartUnixNs + (interval.OffsetMs * 1_000_000)),
                           Short(interval.P50Ns), Short(interval.P99Ns), Short(interval.MaxNs),
                       ],
                ])),
            ],
            [.. slices.Select(slice => TimeOf(slice, recording.Excluded.Contains(slice), Seconds))]);
    }

    // Of each second there are ten, for hours: what nobody can see is not worth its bytes.
    private static double Short(long ns) => Math.Round(ns * UsPerNs, 1);

    private static SliceTime TimeOf(Slice slice, bool isExcluded, Func<long, double> seconds)
    {
        var measured = slice.Measured;
        var start = seconds(measured.StartUnixNs);
        return new SliceTime(slice.Mode, slice.Block, isExcluded ? "excluded" : slice.Use == SliceUse.Counted ? "counted" : "compared", start, Math.Round(start + (measured.DurationNs / 1e9), 3),
            measured.Witness.StealMs, measured.Witness.Hiccups,
            slice.Tracers.Min(tracer => tracer.AttachedUnixNs) is { } attached ? seconds(attached) : null,
            slice.Tracers.Max(tracer => tracer.DetachedUnixNs) is { } detached ? seconds(detached) : null);
    }
}
