using TraceToll.Recordings;
using TraceToll.Tracing;

namespace TraceToll.Reports;

/// <summary>A mode, and what bpftrace does in it.</summary>
internal static class ModeTitle
{
    public static string Of(string mode, RecordingManifest manifest) => mode switch
    {
        _ when mode == TracingMode.Off.Name => "off: bpftrace is not running",
        _ when mode == TracingMode.OffAgain.Name => "off-again: bpftrace is not running",
        _ when mode == TracingMode.Idle.Name => "idle: bpftrace is running, but not logging anything",
        _ when mode == TracingMode.LogEverything.Name => "log: bpftrace is running and logging everything to a file",
        _ when IsPlanted(mode, manifest) => $"planted: no bpftrace; {(manifest.PlantedDelayNs == null ? "nothing is planted" : "the load is delayed on purpose")}",
        _ => $"{mode}: bpftrace is running the script",
    };

    /// <summary>Whether it has no tracer. A script of the user's may be called so too.</summary>
    public static bool IsPlanted(string mode, RecordingManifest manifest) =>
        mode == TracingMode.Planted.Name && Path.GetFileNameWithoutExtension(manifest.Script) != mode;
}
