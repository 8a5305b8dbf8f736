using System.Globalization;
using TraceToll.Recordings;

namespace TraceToll.Reports;

/// <summary>What a reader has to know of the surroundings before the figures; nothing of it makes them invalid.</summary>
internal static class ReportNotes
{
    public static IEnumerable<string> Of(RecordingManifest manifest)
    {
        if (manifest.SenderHost is { } host)
        {
            if (manifest.SharesCpus)
            {
                yield return "the two spinning loops take every CPU of this machine: a tracer had to fight them for its own, and that is in the figures";
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
}
