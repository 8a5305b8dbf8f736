using TraceToll.Analysis;
using TraceToll.Tracing;

namespace TraceToll.Reports.Html;

/// <summary>A recording's percentiles all along the axis, not only those of tables.</summary>
internal sealed class SessionGrid
{
    // Two quartiles of fewer slices than this would be the slices themselves.
    private const int FewestForBand = 4;
    private const double UsPerNs = 1e-3;

    private readonly ReportedSession _session;
    private readonly int _number;
    private readonly Units _units;
    private readonly Controls _controls;
    private readonly IReadOnlyList<Measure> _measures;

    /// <param name="session">The recording.</param>
    /// <param name="number">Which it is, from 0.</param>
    public SessionGrid(ReportedSession session, int number)
    {
        (_session, _number) = (session, number);
        var recording = session.Recording;
        _measures = PercentileGrid.For(recording.Compared.Select(slice => slice.Measured.Replies).DefaultIfEmpty().Max());
        _units = Units.Of(recording, _measures);
        _controls = Controls.Of(recording.Manifest);
    }

    public IEnumerable<CurveLine> Curves() => _session.Recording.Manifest.Modes.Select(Curve).Where(line => line.Points.Count > 0);

    public IEnumerable<DeltaLine> Deltas() =>
        from mode in _session.Recording.Manifest.Modes
        where !TracingMode.IsControlName(mode)
        let comparison = Comparison.Of(_units, KnownMeasures, mode, _controls)
        where comparison != null
        select new DeltaLine(_session.Line(mode), mode, _number, [.. comparison.Differences.Where(difference => difference.IsSupported).Select(Point)], Allowed(mode));

    /// <summary>Null where there was no second control.</summary>
    public NoiseLine? Noise() => _controls.Again is { } again && Comparison.Of(_units, KnownMeasures, again, _controls) is { } comparison
        ? new NoiseLine(_session.Line($"noise floor ({again} - {_controls.First})"), _number,
        [
            .. comparison.Differences.Where(difference => difference.IsSupported && difference.Effect.Interval.IsFinite).Select(difference => (double[])
                [PercentileGrid.X(difference.Measure), difference.Effect.Interval.Lower * UsPerNs, difference.Effect.Interval.Upper * UsPerNs]),
        ])
        : null;

    // Of imported runs only what their reports told is known.
    private IReadOnlyList<Measure> KnownMeasures => _session.Recording.Runs.Count == 0
        ? _measures
        : [.. _session.Recording.Runs.SelectMany(run => run.PercentilesNs.Keys).Distinct().Order().Select(percentile => new Measure(percentile))];

    private CurveLine Curve(string mode)
    {
        var units = _units.Of(mode);
        var band = units.Count < FewestForBand ? [] : _measures.Where(measure => units.All(unit => measure.IsSupportedBy(unit.Samples) && unit.ValuesNs.ContainsKey(measure)))
            .Select(measure => Quartiles(measure, [.. units.Select(unit => unit.ValuesNs[measure]).Order()]));
        return new CurveLine(_session.Line(mode), mode, _number, mode == _controls.Again, Pooled(mode, units), [.. band]);
    }

    private IReadOnlyList<double[]> Pooled(string mode, IReadOnlyList<Unit> units)
    {
        var slices = _session.Recording.Compared.Where(slice => slice.Mode == mode && slice.Measured.Replies > 0).ToList();
        if (slices.Count == 0)
        {
            return [.. KnownMeasures.Where(measure => units.Count > 0 && units.All(unit => unit.ValuesNs.ContainsKey(measure)))
                .Select(measure => (double[])[PercentileGrid.X(measure), units.Average(unit => unit.ValuesNs[measure]) * UsPerNs])];
        }

        var all = SliceLatencies.Of(slices);
        return [.. PercentileGrid.For(all.Count).Select(measure => (double[])[PercentileGrid.X(measure), all.ValueNs(measure) * UsPerNs])];
    }

    private IReadOnlyList<double[]> Allowed(string mode) =>
    [
        .. from finding in _session.Analysis.Verdicts.FirstOrDefault(verdict => verdict.Treatment == mode)?.Findings ?? []
           where finding.Measure.Percentile != null
           select (double[])[PercentileGrid.X(finding.Measure), finding.ToleranceNs * UsPerNs],
    ];

    private static double?[] Point(MeasureDifference difference) =>
    [
        PercentileGrid.X(difference.Measure), difference.Effect.Estimate * UsPerNs,
        PageCharts.Us(difference.Effect.Interval.Lower), PageCharts.Us(difference.Effect.Interval.Upper),
    ];

    private static double[] Quartiles(Measure measure, double[] sorted) =>
        [PercentileGrid.X(measure), Quantile(sorted, 0.25) * UsPerNs, Quantile(sorted, 0.75) * UsPerNs];

    /// <summary>Linear between the order statistics next to it (Hyndman and Fan 1996, type 7).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var (place, rest) = ((int)(share * (sorted.Length - 1)), share * (sorted.Length - 1) % 1);
        return sorted[place] + (rest * (sorted[Math.Min(place + 1, sorted.Length - 1)] - sorted[place]));
    }
}
