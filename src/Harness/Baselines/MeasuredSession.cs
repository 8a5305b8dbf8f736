using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Baselines;

/// <summary>A recording, and what is to be known of it as a baseline.</summary>
public sealed record MeasuredSession
{
    private readonly Comparison _comparison;

    private MeasuredSession(Recording recording, string hash, string mode, string environment, Comparison comparison)
    {
        (Recording, Hash, Mode, Environment) = (recording, hash, mode, environment);
        _comparison = comparison;
    }

    /// <summary>The recording.</summary>
    public Recording Recording { get; }

    /// <summary>SHA-256 of its files.</summary>
    public string Hash { get; }

    /// <summary>The mode that is compared with off.</summary>
    public string Mode { get; }

    /// <summary>The kind of machine that it was measured on.</summary>
    public string Environment { get; }

    /// <summary>Of a recording in a folder.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="mode">The mode that is compared with off.</param>
    /// <param name="environment">The kind of machine; null: what the recording says.</param>
    /// <exception cref="FormatException">It cannot be a baseline: it does not know where it was measured, or has nothing to compare.</exception>
    public static MeasuredSession Of(Recording recording, string folder, string mode, string? environment = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var known = environment ?? recording.Manifest.Environment
            ?? throw new FormatException($"the recording in {folder} does not say on what kind of machine it was measured; name it with --environment");
        return new MeasuredSession(recording, RecordingHash.Of(folder), mode, BaselineName.CheckedEnvironment(known), Compare(recording, mode, []));
    }

    internal Baseline ToBaseline(Budget tolerance, int sessions)
    {
        var comparison = tolerance.Measures.All(measure => _comparison.At(measure) != null) ? _comparison : Compare(Recording, Mode, tolerance.Measures);
        if (tolerance.Measures.FirstOrDefault(measure => comparison.At(measure) == null) is { } unknown)
        {
            throw new FormatException($"nothing is known of {unknown.Name}, and the tolerance {tolerance} is for it; known are "
                + string.Join(", ", comparison.Differences.Select(difference => difference.Measure.Name)));
        }

        return new Baseline
        {
            Schema = Baseline.CurrentSchema,
            Environment = Environment,
            Mode = Mode,
            Control = comparison.Control,
            Tolerance = $"{tolerance}",
            Facts = Fact.Read(Recording.Manifest),
            Blocks = comparison.Blocks,
            FewestSamples = comparison.Differences.Min(difference => difference.FewestSamples),
            Measures = [.. comparison.Differences.Select(difference => BaselineMeasure.Of(
                difference, comparison.Noise.FirstOrDefault(noise => noise.Measure == difference.Measure), comparison.Paired))],
            Histograms = CompactHistograms.Of(Recording, [comparison.Control, Mode]),
            Sessions = [new BaselineSession(Hash, Recording.Manifest.StartedAt, comparison.Blocks)],
            SessionsRequired = sessions,
            Approval = null,
        };
    }

    private static Comparison Compare(Recording recording, string mode, IReadOnlyList<Measure> measures)
    {
        var manifest = recording.Manifest;
        return Comparison.Of(recording, mode, measures) ?? throw new FormatException(manifest.Modes.Contains(mode)
            ? $"no block of the recording holds both {manifest.Modes[0]} and {mode}; measure again"
            : $"the recording has no mode '{mode}'; it has {string.Join(", ", manifest.Modes)}");
    }
}
