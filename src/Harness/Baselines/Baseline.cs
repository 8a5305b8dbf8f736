using System.Text.Json.Serialization;
using TraceToll.Analysis;

namespace TraceToll.Baselines;

/// <summary>
/// What a tracing mode costs on one kind of machine, with all that the next comparison needs: a file in git, which somebody has approved.
/// Times are us, to a hundredth.
/// </summary>
public sealed record Baseline
{
    /// <summary>The version of the file's form that this version of TraceToll writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>How many sessions have to agree before one is approved, unless a test asks for more or fewer.</summary>
    public const int UsualSessions = 2;

    /// <summary>The version of the file's form.</summary>
    public required int Schema { get; init; }

    /// <summary>The kind of machine, which is the folder's name too.</summary>
    public required string Environment { get; init; }

    /// <summary>The tracing mode.</summary>
    public required string Mode { get; init; }

    /// <summary>The mode that it is compared with.</summary>
    public required string Control { get; init; }

    /// <summary>By how much the cost may change, as <see cref="Budget.Parse"/> reads it.</summary>
    public required string Tolerance { get; init; }

    /// <summary>How and on what it was measured, by name, in a fixed order; what is not known is left out.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    /// <summary>Blocks that hold both modes, or runs of the mode where they are not paired.</summary>
    public required int Blocks { get; init; }

    /// <summary>The smallest number of round trips behind a figure.</summary>
    public required long FewestSamples { get; init; }

    /// <summary>Measure by measure.</summary>
    public required IReadOnlyList<BaselineMeasure> Measures { get; init; }

    /// <summary>All round trips of each mode: HdrHistogram (V2, compressed, base64), ns, to two digits; empty where only percentiles are known.</summary>
    public required IReadOnlyDictionary<string, string> Histograms { get; init; }

    /// <summary>The sessions that agree, the latest last: its figures are the ones above.</summary>
    public required IReadOnlyList<BaselineSession> Sessions { get; init; }

    /// <summary>How many sessions have to agree.</summary>
    public required int SessionsRequired { get; init; }

    /// <summary>Who approved it, when and why; null in a received file, and in one that was moved over by hand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Approval? Approval { get; init; }

    /// <summary>SHA-256 of all of the above, so that a change by hand, or half a merge, is noticed. Filled in when it is written.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The budget that <see cref="Tolerance"/> is.</summary>
    internal Budget Allowed => Budget.Parse(Tolerance);

    /// <summary>Whether slices were paired inside blocks; otherwise whole runs are compared.</summary>
    internal bool Paired => Measures.All(measure => measure.BlocksUs != null);

    /// <summary>The comparison that it was made from, but for the rounding.</summary>
    internal Comparison ToComparison() => Comparison.Known(
        Mode, Control, Paired, Blocks,
        [.. Measures.Select(measure => measure.ToDifference(FewestSamples))],
        [.. Measures.Select(measure => measure.ToNoise(FewestSamples)).OfType<MeasureDifference>()]);
}
