using System.Globalization;
using System.Text;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tracing;

namespace TraceToll.Reports;

/// <summary>
/// The report as plain text. Depends on the recording alone: not on the culture, the terminal, the folder or the time, so that a
/// recording read again gives the same bytes.
/// </summary>
public static class TextReport
{
    // Where the text of the header begins.
    private const int HeaderIndent = 9;

    /// <summary>Makes the report.</summary>
    public static string Create(Recording recording) => Create(recording, SessionAnalysis.Of(recording));

    /// <summary>Makes the report of a recording that has been analysed already.</summary>
    public static string Create(Recording recording, SessionAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(analysis);
        var report = new StringBuilder();
        WriteHeader(report, recording.Manifest);
        WriteTables(report, recording);
        WriteComparisons(report, recording, analysis);
        WriteNotes(report, recording, analysis);
        WriteOutcome(report, recording.Manifest);
        WriteVerdicts(report, analysis);
        return report.ToString();
    }

    private static void WriteHeader(StringBuilder report, RecordingManifest manifest)
    {
        var scenario = manifest.Scenario;
        report.Append(CultureInfo.InvariantCulture, $"What tracing costs: {(manifest.Sources != null ? "imported" : $"{scenario?.Name} on {manifest.Testbed}")}, {manifest.StartedAt:yyyy-MM-dd HH:mm:ss} UTC\n");
        var load = scenario == null ? "unknown: no report that was imported tells of it" : LoadText.Of(scenario);
        var priority = scenario?.RealTimePriority == null ? "" : $", at priority {scenario.PriorityText()}";
        report.AppendLine($"Load     {load}; {manifest.Loops ?? "not begun"}{priority}", HeaderIndent);
        report.AppendLine($"Plan     {manifest.Plan}; traced: {manifest.Side}{(manifest.Probe is { } probe ? $", at {probe}" : "")}", HeaderIndent);
        foreach (var fact in manifest.TestbedFacts ?? [])
        {
            report.AppendLine($"Testbed  {fact}", HeaderIndent);
        }

        if (manifest.SenderHost is { } host)
        {
            report.AppendLine($"Host     {host.CpuModel ?? "unknown CPU"}, {host.CpuCount} CPUs, {host.Virtualisation ?? "virtualisation unknown"}, Linux {host.Kernel}, clock {host.ClockSource ?? "unknown"}", HeaderIndent);
            report.AppendLine($"Tools    {host.Tracer.Version ?? "no bpftrace"}, agent {manifest.AgentBuild ?? "not started"}, TraceToll {manifest.Tool}", HeaderIndent);
        }

        foreach (var note in ReportNotes.Of(manifest))
        {
            report.AppendLine($"Note     {note}", HeaderIndent);
        }

        report.Append('\n');
    }

    private static void WriteTables(StringBuilder report, Recording recording)
    {
        var interleaved = recording.Manifest.Interleaved;
        foreach (var mode in recording.Manifest.Modes)
        {
            var slices = recording.Compared.Where(slice => slice.Mode == mode && slice.Measured.Replies > 0).ToList();
            // Slices of an interleaved plan are pooled: one table a mode. Separate runs are shown run by run, as the origin did.
            foreach (var run in interleaved ? slices.GroupBy(_ => 0) : slices.GroupBy(slice => slice.Block))
            {
                report.Append(CultureInfo.InvariantCulture, $"{Title(mode, recording.Manifest)}, {(interleaved ? $"{run.Count()} slices pooled" : $"run {run.Key}")}\n");
                OriginTable.Write(report, SliceLatencies.Of([.. run]), TimeSpan.FromMilliseconds(run.Sum(slice => slice.Measured.DurationNs) / 1e6));
                report.Append('\n');
            }
        }
    }

    private static void WriteComparisons(StringBuilder report, Recording recording, SessionAnalysis analysis)
    {
        var comparisons = analysis.Comparisons;
        if (comparisons.Count == 0)
        {
            report.Append("Nothing to compare: no block holds off and another mode.\n\n");
            return;
        }

        WriteDeltas(report, recording.Manifest, comparisons);
        report.Append("The same in % of off [95 % interval]: the typical ratio inside blocks\n");
        report.AppendTable(comparisons, part => RatioTable.Create(part).ToMarkdown());
        report.Append("The smallest effect that could have been told from none here, us\n");
        report.AppendTable(comparisons, part => DetectableTable.Create(part).ToMarkdown());
        if (comparisons.Where(comparison => comparison.Tails.Count > 0).ToList() is { Count: > 0 } withTails)
        {
            report.Append("The tail, from the round trips of all slices together [95 % interval from drawing blocks again], us\n");
            report.AppendTable(withTails, part => TailTable.Create(part).ToMarkdown());
        }

        var modes = recording.Manifest.Modes.Where(mode => recording.Compared.Any(slice => slice.Mode == mode)).ToList();
        if (modes.Count > 0)
        {
            report.Append("What happened in the slices\n");
            report.AppendTable(modes, part => WitnessTable.Create(recording, part).ToMarkdown());
        }
    }

    private static void WriteDeltas(StringBuilder report, RecordingManifest manifest, IReadOnlyList<Comparison> comparisons)
    {
        var (paired, least) = (comparisons[0].Paired, comparisons.Min(comparison => comparison.Blocks));
        var measuredAgain = manifest.Modes.Contains(TracingMode.OffAgain.Name);
        report.Append("Round trip in microseconds: what a mode adds to off [95 % interval].\n");
        report.AppendLine((paired
            ? string.Create(CultureInfo.InvariantCulture, $"From {least} block{(least == 1 ? "" : "s")}: Hodges-Lehmann, signed ranks.")
            : string.Create(CultureInfo.InvariantCulture, $"From {least} run{(least == 1 ? "" : "s")}, not paired: means, permutations{(measuredAgain ? "; off-again counts as off" : "")}."))
            + (measuredAgain ? " off-again - off is the noise floor of this session: nothing differs between the two." : ""), indent: 0);
        report.Append(comparisons.SelectMany(comparison => comparison.Differences).All(difference => difference.Effect.Interval.IsFinite) ? ""
            : $"A ? is a bound that so few {(paired ? "blocks" : "runs")} cannot give.\n");
        report.AppendTable(comparisons, part => DeltaTable.Create(part).ToMarkdown());
        var samples = comparisons.Min(comparison => comparison.Differences[0].FewestSamples);
        var needs = comparisons[0].Differences.Select(difference => difference.Measure).Where(measure => measure.Percentile is >= 99 and < 100)
            .Select(measure => string.Create(CultureInfo.InvariantCulture, $"{measure.Name} needs {measure.SamplesNeeded}"));
        report.AppendLine(string.Create(CultureInfo.InvariantCulture,
            $"{OriginTable.UnsupportedMark} too few round trips in a {(paired ? "slice" : "run")} (the fewest are {samples}): {string.Join(", ", needs)}; none are enough for the worst"), indent: 2);
        report.Append('\n');
    }

    private static void WriteNotes(StringBuilder report, Recording recording, SessionAnalysis analysis)
    {
        var notes = SessionNotes.Of(recording, analysis).ToList();
        notes.ForEach(note => report.AppendLine($"Note: {note}.", indent: 6));
        report.Append(notes.Count > 0 ? "\n" : "");
    }

    private static void WriteVerdicts(StringBuilder report, SessionAnalysis analysis)
    {
        foreach (var verdict in analysis.Verdicts)
        {
            report.Append('\n').Append(VerdictText.Create(verdict));
        }
    }

    private static void WriteOutcome(StringBuilder report, RecordingManifest manifest)
    {
        if (manifest is { Outcome.Valid: true, Sources: { } sources })
        {
            report.AppendLine($"IMPORTED: whether the load was held and the tracers were attached is not told. From {string.Join(", ", sources)}.", indent: 2);
            return;
        }

        if (manifest.Outcome.Valid)
        {
            var traced = manifest.Modes.Any(mode => !TracingMode.IsControlName(mode) && !IsPlanted(mode, manifest));
            report.Append(CultureInfo.InvariantCulture,
                $"VALID: {(manifest.Exclusion == null ? "" : "of what is compared, ")}the load was held, no reply missing{(traced ? ", every tracer attached, running and gone after" : "")}.\n");
            return;
        }

        report.Append(manifest.Outcome.Causes is [var only] && only == manifest.Missing
            ? "NOT TRACED: only the noise of this machine was measured, which is off-again - off above.\n"
            : "INVALID: draw no conclusion from these figures.\n");
        foreach (var cause in manifest.Outcome.Causes)
        {
            report.AppendLine($"  - {cause}", indent: 4);
        }
    }

    // A script of the user's may be called so too.
    private static bool IsPlanted(string mode, RecordingManifest manifest) =>
        mode == TracingMode.Planted.Name && Path.GetFileNameWithoutExtension(manifest.Script) != mode;

    private static string Title(string mode, RecordingManifest manifest) => mode switch
    {
        _ when mode == TracingMode.Off.Name => "off: bpftrace is not running",
        _ when mode == TracingMode.OffAgain.Name => "off-again: bpftrace is not running",
        _ when mode == TracingMode.Idle.Name => "idle: bpftrace is running, but not logging anything",
        _ when mode == TracingMode.LogEverything.Name => "log: bpftrace is running and logging everything to a file",
        _ when IsPlanted(mode, manifest) => $"planted: no bpftrace; {(manifest.PlantedDelayNs == null ? "nothing is planted" : "the load is delayed on purpose")}",
        _ => $"{mode}: bpftrace is running the script",
    };
}
