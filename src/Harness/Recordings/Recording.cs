using System.Globalization;
using System.Text.Json;

namespace TraceToll.Recordings;

/// <summary>Everything that was measured, as plain data. Every report can be made again from it.</summary>
/// <param name="Manifest">All but the slices and runs.</param>
/// <param name="Slices">The slices, in the order in which they were measured.</param>
public sealed record Recording(RecordingManifest Manifest, IReadOnlyList<Slice> Slices)
{
    internal const string ManifestFile = "manifest.json";
    internal const string SlicesFile = "slices.jsonl";
    internal const string RunsFile = "runs.jsonl";

    /// <summary>Runs that are known by their percentiles only, in the order of the reports that they were imported from; empty when measured.</summary>
    public IReadOnlyList<KnownRun> Runs { get; init; } = [];

    /// <summary>The slices whose percentiles are compared: not those that the manifest's exclusion leaves out.</summary>
    public IEnumerable<Slice> Compared
    {
        get
        {
            var excluded = new HashSet<Slice>(Excluded, ReferenceEqualityComparer.Instance);
            return Measured.Where(slice => !excluded.Contains(slice));
        }
    }

    /// <summary>The slices that the manifest's exclusion leaves out: whole blocks, as their modes were measured together; single runs otherwise.</summary>
    public IReadOnlyList<Slice> Excluded
    {
        get
        {
            if (Manifest.Exclusion is not { } text)
            {
                return [];
            }

            var exclusion = Exclusion.Parse(text);
            var hit = Measured.Where(exclusion.Hits).ToList();
            var blocks = hit.Select(slice => slice.Block).ToHashSet();
            return Manifest.Interleaved ? [.. Measured.Where(slice => blocks.Contains(slice.Block))] : hit;
        }
    }

    /// <summary>
    /// Why figures that are compared may not be used. What happened in a slice that is left out concerns nobody, unless it outlived it: a
    /// program that stayed loaded ran in all slices after it.
    /// </summary>
    public IEnumerable<string> Problems
    {
        get
        {
            var excluded = new HashSet<Slice>(Excluded, ReferenceEqualityComparer.Instance);
            return from slice in Slices
                   where !excluded.Contains(slice) || slice.Tracers.Any(tracer => !tracer.Detached.Gone)
                   from problem in slice.Problems
                   select string.Create(CultureInfo.InvariantCulture, $"block {slice.Block}, {slice.Mode}: {problem}");
        }
    }

    /// <summary>The same figures with another rule for leaving blocks out, marked as one that came after them.</summary>
    public Recording Excluding(Exclusion rule)
    {
        var changed = this with { Manifest = Manifest with { Exclusion = $"{rule}", ExcludedAfterwards = true } };
        // What the rule before left out may be back.
        List<string> causes = [.. Manifest.Outcome.Causes.Union(changed.Problems)];
        return causes.Count == 0 ? changed : changed with { Manifest = changed.Manifest with { Outcome = new Outcome(false, causes) } };
    }

    private IEnumerable<Slice> Measured => Slices.Where(slice => slice.Use == SliceUse.Compared);

    /// <summary>Whether a folder holds a recording, whole or not.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, ManifestFile));

    /// <summary>Whether a file is part of a recording, which no command could write again.</summary>
    public static bool IsPart(string file) =>
        (Path.GetFileName(file) is ManifestFile or SlicesFile or RunsFile || Path.GetExtension(file) is ".hlog" or ".jsonl") && Exists(Path.GetDirectoryName(Path.GetFullPath(file))!);

    /// <summary>Reads a recording's folder.</summary>
    /// <exception cref="InvalidRecordingException">The folder holds no recording, or one that cannot be read.</exception>
    public static Recording Load(string folder)
    {
        var manifestPath = Path.Combine(folder, ManifestFile);
        var manifest = Read<RecordingManifest>(manifestPath, File.Exists(manifestPath)
            ? Try(manifestPath, File.ReadAllText)
            : throw new InvalidRecordingException(RecordingFolder.WhyNone(folder)), 0);
        if (manifest.Schema != RecordingManifest.CurrentSchema)
        {
            throw new InvalidRecordingException(
                $"{manifestPath} has schema {manifest.Schema}; this version reads schema {RecordingManifest.CurrentSchema}");
        }

        ManifestCheck.Require(manifest, manifestPath);
        var finished = manifest.Outcome.Valid;
        if (finished && manifest.Slices != 0 && !File.Exists(Path.Combine(folder, SlicesFile)))
        {
            throw new InvalidRecordingException($"there are no slices in {folder}: {SlicesFile} is missing, though the recording was finished");
        }

        // A finished manifest that tells of no runs has none; one that is not finished cannot know.
        var runs = manifest.Runs ?? (manifest.Slices == null ? null : 0);
        var recording = new Recording(manifest, ReadLines<Slice>(Path.Combine(folder, SlicesFile), "slices", manifest.Slices, finished))
        {
            Runs = ReadLines<KnownRun>(Path.Combine(folder, RunsFile), "runs", runs, finished),
        };
        FigureCheck.Require(recording, folder);
        return recording;
    }

    private static T Try<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidRecordingException($"{path} cannot be read: {unreadable.Message}");
        }
    }

    private static List<T> ReadLines<T>(string path, string noun, int? whole, bool finished)
    {
        var lines = File.Exists(path) ? Try(path, File.ReadAllLines) : [];
        List<T> read = [];
        for (var i = 0; i < lines.Length; i++)
        {
            // A harness that was killed while it wrote leaves half a line: what is whole before it counts.
            var cutOff = i == lines.Length - 1 && !finished;
            try
            {
                read.Add(Read<T>(path, lines[i], i + 1));
            }
            catch (InvalidRecordingException) when (cutOff)
            {
            }
        }

        return whole is { } expected && expected != read.Count
            ? throw new InvalidRecordingException($"{path} has {read.Count} {noun}, where the manifest says {expected}; parts of the recording are lost")
            : read;
    }

    private static T Read<T>(string path, string text, int line)
    {
        var place = line == 0 ? path : $"{path}, line {line}";
        try
        {
            var read = JsonSerializer.Deserialize<T>(text, RecordingJson.OneLine) ?? throw new InvalidRecordingException($"{place}: null is no {typeof(T).Name}");
            return RecordingJson.HasNullItem(text) ? throw new JsonException("a list holds null") : read;
        }
        catch (JsonException unreadable)
        {
            throw new InvalidRecordingException($"{place} cannot be read: {unreadable.Message}");
        }
    }
}
