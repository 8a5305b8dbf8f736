using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Analysis;

/// <summary>The modes that others are compared with.</summary>
/// <param name="First">The control.</param>
/// <param name="Again">The second one, whose difference from the first is noise; null where it was not measured.</param>
internal sealed record Controls(string First, string? Again)
{
    public static Controls Of(RecordingManifest manifest) =>
        new(manifest.Modes[0], manifest.Modes.Contains(TracingMode.OffAgain.Name) ? TracingMode.OffAgain.Name : null);
}
