using System.Globalization;
using TraceToll.Tracing;

namespace TraceToll.Recordings.Import;

/// <summary>Makes recordings from reports in the origin's layout. What is known of their runs are the percentiles.</summary>
public static class ReportImport
{
    /// <summary>Reads reports into one recording; writes nothing.</summary>
    /// <param name="files">The reports. Runs are numbered in this order.</param>
    /// <param name="time">Tells when it is imported.</param>
    /// <exception cref="InvalidRecordingException">
    /// A report cannot be read, two tell of different loads or are the same, or none has a table of the mode off.
    /// </exception>
    public static Recording Read(IReadOnlyList<ReportFile> files, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(time);
        var contents = files.Select(ReportContent.Read).ToList();
        CheckDistinct(contents);
        var reports = contents.Select(content => ReportParser.Parse(content.File.Path, content.Text, content.File.Mode)).ToList();
        var runs = Numbered(reports.SelectMany(report => report.Runs));
        var modes = Ordered(runs.Select(run => run.Mode).Distinct().ToList());
        var now = time.GetUtcNow();
        return new Recording(new RecordingManifest
        {
            Schema = RecordingManifest.CurrentSchema,
            Tool = RecordingManifest.CurrentTool,
            StartedAt = now,
            FinishedAt = now,
            Outcome = Outcome.Good,
            Scenario = LoadOf(reports)?.Scenario,
            Testbed = "imported",
            Side = $"{TracedSide.Sender}".ToLowerInvariant(),
            Plan = $"imported: {Count(runs.Count, "run")} of {Count(modes.Count, "mode")}, unpaired",
            Loops = "idle strategy and CPUs are not told",
            Interleaved = false,
            Modes = modes,
            Slices = 0,
            Runs = runs.Count,
            Sources = [.. contents.Select(content => $"{Path.GetFileName(content.File.Path)} sha256:{content.Sha256}")],
        }, [])
        {
            Runs = runs,
        };
    }

    /// <summary>Writes an imported recording.</summary>
    /// <param name="imported">What <see cref="Read"/> gave.</param>
    /// <param name="folder">Its folder, which must not hold a recording yet; null: a new one in <c>artifacts/tracetoll</c>, named by the time.</param>
    /// <returns>The folder, absolute.</returns>
    /// <exception cref="IOException">It cannot be written, or the folder holds a recording.</exception>
    public static string Save(Recording imported, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(imported);
        var manifest = imported.Manifest;
        var writer = new RecordingWriter(RecordingFolder.Choose(folder, RecordingFolder.DefaultRoot, manifest.StartedAt), manifest);
        foreach (var run in imported.Runs)
        {
            writer.Add(run);
        }

        writer.Finish(manifest.Outcome, manifest.StartedAt);
        return writer.Folder;
    }

    private static void CheckDistinct(List<ReportContent> contents)
    {
        if (contents.GroupBy(content => content.Sha256).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidRecordingException(
                $"{string.Join(" and ", twice.Select(content => content.File.Path))} are the same report; name it once, or its runs count twice");
        }
    }

    private static List<KnownRun> Numbered(IEnumerable<KnownRun> runs)
    {
        Dictionary<string, int> before = [];
        return [.. runs.Select(run => run with { Run = before[run.Mode] = before.GetValueOrDefault(run.Mode) + 1 })];
    }

    private static List<string> Ordered(List<string> modes)
    {
        var (off, again) = (TracingMode.Off.Name, TracingMode.OffAgain.Name);
        return modes.Contains(off)
            ? [off, .. modes.Where(mode => mode != off && mode != again), .. modes.Where(mode => mode == again)]
            : throw new InvalidRecordingException(
                $"no table is of the mode off, with which the others are compared; there are {string.Join(", ", modes)}. Add a report without the tracer: off=FILE");
    }

    private static ReportedLoad? LoadOf(List<ParsedReport> reports)
    {
        var loads = reports.SelectMany(report => report.Loads).ToList();
        return loads.Find(load => load.Words != loads[0].Words) is { } other
            ? throw new InvalidRecordingException(
                $"{loads[0].Place} and {other.Place} tell of different loads: {loads[0].Words}; and {other.Words}. Import reports of one load together")
            : loads.FirstOrDefault();
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
