using System.Globalization;
using TraceToll.Recordings;
using TraceToll.Scenarios;

namespace TraceToll.Reports;

/// <summary>What the compared slices have in them that neither the load nor a tracer put there.</summary>
internal static class NoiseNotes
{
    // What takes a loop's CPU for so much of the time may decide its p99.
    private const double MostOwnShare = 0.01;

    // A tenth of that: it comes in pauses, so that it is seen further out.
    private const double MostStoodShare = 0.001;

    private const int LongMessage = 256 * 1024;

    public static IEnumerable<string> Of(Recording recording)
    {
        var slices = recording.Compared.ToList();
        var measuredNs = slices.Sum(slice => (double)slice.Measured.DurationNs);
        if (measuredNs == 0)
        {
            yield break;
        }

        var harness = slices.Sum(slice => (double)(slice.HarnessCpuNs ?? 0)) / measuredNs;
        var sender = slices.Sum(slice => (double)(slice.Measured.Witness.RecordingCpuNs ?? 0)) / measuredNs;
        if (recording.Manifest.SharesCpus && harness + sender > MostOwnShare)
        {
            var remedy = harness > sender ? "leave it a CPU, or look whether what runs the harness has TieredCompilation false" : "ask for fewer replies, or leave it a CPU";
            yield return string.Create(CultureInfo.InvariantCulture,
                $"in the compared slices this tool itself took {100 * (harness + sender):0.0} % of a CPU ({100 * harness:0.0} % the harness, {100 * sender:0.0} % the sender's recording thread), and the loops leave it none: p99 and beyond have that in them; {remedy}");
        }

        if (!WorksLong(recording.Manifest.Scenario) && slices.Sum(StoodNs) > MostStoodShare * measuredNs)
        {
            var byMode = recording.Manifest.Modes.Select(mode =>
                string.Create(CultureInfo.InvariantCulture, $"{mode} {slices.Where(slice => slice.Mode == mode).Sum(StoodNs) / 1e6:0}"));
            yield return string.Create(CultureInfo.InvariantCulture,
                $"for {slices.Sum(StoodNs) / 1e6:0} ms of {measuredNs / 1e9:0.0} s at least, the loop stood still though the kernel says that it had its CPU ({string.Join(", ", byMode)}): a hypervisor that takes CPUs away without counting it as steal, or interrupts");
        }
    }

    /// <summary>Whether a turn of the loop may take a millisecond of work: one that sends on many connections, or long messages.</summary>
    private static bool WorksLong(Scenario? scenario) =>
        scenario is not { Connections: 1 } || Math.Max(scenario.LongestMessageBytes ?? scenario.MessageBytes, scenario.ReplyBytes) > LongMessage;

    /// <summary>Of the hiccups' time what is left when all the time without a CPU, and all steal, was a part of them.</summary>
    private static double StoodNs(Slice slice) => slice.Measured.Witness is { OffCpuNs: { } offCpuNs } witness
        ? Math.Max(0, witness.HiccupNs - offCpuNs - (witness.StealMs * 1e6))
        : 0;
}
