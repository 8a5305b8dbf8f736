using System.Text.Json;
using TraceToll.Analysis;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>The result for programs: outcome and differences. The recording itself is JSON too, in its folder.</summary>
public static class JsonReport
{
    private const int Schema = 1;

    /// <summary>Makes the report; one object, indented, with a line end.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="folder">Its folder, which the report names.</param>
    public static string Create(Recording recording, string folder)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var manifest = recording.Manifest;
        var control = manifest.Modes[0];
        return JsonSerializer.Serialize(new
        {
            Schema,
            Recording = folder,
            manifest.Outcome,
            manifest.Scenario,
            manifest.Testbed,
            manifest.Side,
            manifest.Plan,
            Comparisons = manifest.Modes.Skip(1).Select(mode => Comparison.Of(recording, mode, control)).OfType<Comparison>().Select(comparison => new
            {
                comparison.Treatment,
                comparison.Control,
                comparison.Blocks,
                Measures = comparison.Differences.Select(difference => new
                {
                    difference.Measure.Name,
                    Supported = difference.IsSupported,
                    difference.ControlNs,
                    difference.TreatmentNs,
                    DifferenceNs = difference.MedianNs,
                    difference.LeastNs,
                    difference.MostNs,
                    difference.BlockNs,
                }),
            }),
        }, RecordingJson.Indented) + "\n";
    }
}
