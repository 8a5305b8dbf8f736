using System.Globalization;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>What a reader has to know of the surroundings before the figures; nothing of it makes them invalid.</summary>
internal static class ReportNotes
{
    public static IEnumerable<string> Of(RecordingManifest manifest)
    {
        if (manifest.PlantedDelayNs is { } delayNs)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"a delay of {delayNs / 1000.0} us a message was planted in {Ends(manifest.PlantedSide)}, in every mode but off and off-again: these figures are a test of this tool, not of a tracer");
        }

        if (manifest.SenderHost is { } host)
        {
            if (manifest.SharesCpus)
            {
                yield return $"the {Loops(manifest)} spinning loops take every CPU of this machine: a tracer had to fight them for its own, and that is in the figures";
            }

            if (manifest.MemoryLocked == false)
            {
                yield return "the sender's memory was not locked, which takes root or the right to (ulimit -l): what was brought in while it measured is in the figures";
            }

            if (host.Tracer.StatsAlwaysOn == true)
            {
                yield return "kernel.bpf_stats_enabled is 1: every run of every BPF program paid for being counted, in the compared slices too";
            }
        }

        if (manifest.Responded is { Refused: > 0 } or { Malformed: > 0 })
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"somebody else spoke to the responder: {manifest.Responded.Refused} connections without the token, {manifest.Responded.Malformed} closed for a malformed frame");
        }
    }

    private static string Loops(RecordingManifest manifest) =>
        manifest.Scenario is { SenderThreads: > 1 and var threads } ? (2 * threads).ToString(CultureInfo.InvariantCulture) : "two";

    private static string Ends(string? side) => side == "both" ? "the sender and the responder" : $"the {side}";
}
