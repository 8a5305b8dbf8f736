namespace TraceToll.Reports.Html;

/// <summary>All that the page draws. Times are in microseconds, moments in seconds since the first slice, and x is 1/(1-p) of a percentile p.</summary>
internal sealed record PageData
{
    /// <summary>The modes, in the order of the plan, which settles their colours.</summary>
    public required IReadOnlyList<string> Modes { get; init; }

    /// <summary>Percentiles of each mode.</summary>
    public required IReadOnlyList<CurveLine> Curves { get; init; }

    /// <summary>What each mode adds to off, over the percentiles.</summary>
    public required IReadOnlyList<DeltaLine> Deltas { get; init; }

    /// <summary>What off-again adds to off: the noise floor.</summary>
    public required IReadOnlyList<NoiseLine> Noise { get; init; }

    /// <summary>What each mode adds at the percentiles that are judged, or shown.</summary>
    public required IReadOnlyList<ForestRow> Forest { get; init; }

    /// <summary>The session over time; null where several are compared, and where no slice is known.</summary>
    public SessionTime? Time { get; init; }

    /// <summary>What each mode added in each block.</summary>
    public required IReadOnlyList<BlockDots> Dots { get; init; }
}

/// <summary>The percentiles of one mode.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Session">Which recording it is of, from 0.</param>
/// <param name="Control">Whether it is a second control, which would else lie on the first.</param>
/// <param name="Points">x and the value of all slices together.</param>
/// <param name="Band">x and the quartiles of the slices, where each slice supports the percentile.</param>
internal sealed record CurveLine(string Name, string Mode, int Session, bool Control, IReadOnlyList<double[]> Points, IReadOnlyList<double[]> Band);

/// <summary>What a mode adds to off.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Session">Which recording it is of, from 0.</param>
/// <param name="Points">x, the estimate, and its 95 % interval; a bound that is not known is null.</param>
/// <param name="Allowed">x and what the budget allows there.</param>
internal sealed record DeltaLine(string Name, string Mode, int Session, IReadOnlyList<double?[]> Points, IReadOnlyList<double[]> Allowed);

/// <summary>The noise floor.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Session">Which recording it is of, from 0.</param>
/// <param name="Band">x and the 95 % interval.</param>
internal sealed record NoiseLine(string Name, int Session, IReadOnlyList<double[]> Band);

/// <summary>One mode at one percentile.</summary>
internal sealed record ForestRow
{
    public required string Name { get; init; }

    /// <summary>What the legend calls the mode.</summary>
    public required string Line { get; init; }

    public required string Mode { get; init; }

    public required int Session { get; init; }

    public required string Measure { get; init; }

    /// <summary>The estimate.</summary>
    public required double Us { get; init; }

    /// <summary>Of its 95 % interval; null where it is not known.</summary>
    public required double? Lower { get; init; }

    public required double? Upper { get; init; }

    /// <summary>What the budget allows; null without one.</summary>
    public required double? Allowed { get; init; }

    /// <summary>What was found there, in a word; null without a budget.</summary>
    public required string? Kind { get; init; }

    public required double? NoiseLower { get; init; }

    public required double? NoiseUpper { get; init; }
}

/// <summary>What a mode added at one measure, block by block.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Session">Which recording it is of, from 0.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Us">The estimate.</param>
/// <param name="Lower">Of its 95 % interval; null where it is not known.</param>
/// <param name="Upper">The same.</param>
/// <param name="Values">Block and difference.</param>
internal sealed record BlockDots(
    string Name, string Mode, int Session, string Measure, double Us, double? Lower, double? Upper, IReadOnlyList<double[]> Values);

/// <summary>The session over time.</summary>
/// <param name="Modes">For each mode the moment, p50, p99 and maximum of every 100 ms.</param>
/// <param name="Slices">The slices, in the order of time.</param>
internal sealed record SessionTime(IReadOnlyList<ModeTime> Modes, IReadOnlyList<SliceTime> Slices);

/// <summary>The 100 ms summaries of one mode.</summary>
internal sealed record ModeTime(string Mode, IReadOnlyList<double[]> Points);

/// <summary>When a slice was, and what happened around it.</summary>
internal sealed record SliceTime(string Mode, int Block, string Use, double Start, double End, long StealMs, long Hiccups, double? Attached, double? Detached);
