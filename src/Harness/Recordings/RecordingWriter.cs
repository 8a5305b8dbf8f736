using System.Text;
using System.Text.Json;

namespace TraceToll.Recordings;

/// <summary>
/// Writes a recording as it is measured: each slice when it is over, so that what was measured survives whatever comes after.
/// Until <see cref="Finish"/> the manifest says that the recording is not finished.
/// </summary>
internal sealed class RecordingWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<Slice> _slices = [];
    private readonly bool _keeps;
    private readonly List<KnownRun> _runs = [];

    /// <param name="folder">Where it goes.</param>
    /// <param name="manifest">What is known before anything is measured.</param>
    /// <param name="keeps">Whether slices stay in memory; otherwise they are read again at the end, when the memory is free again at once.</param>
    public RecordingWriter(string folder, RecordingManifest manifest, bool keeps = true)
    {
        Folder = folder;
        _keeps = keeps;
        Manifest = manifest with { Outcome = Outcome.Unfinished };
        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, Recording.SlicesFile));
        File.Delete(Path.Combine(folder, Recording.RunsFile));
        WriteManifest();
    }

    public string Folder { get; }

    public RecordingManifest Manifest { get; private set; }

    /// <summary>Those that were added; read from the folder where they are not kept.</summary>
    public IReadOnlyList<Slice> Slices => _keeps ? _slices : Recording.Load(Folder).Slices;

    public void Add(Slice slice)
    {
        if (_keeps)
        {
            _slices.Add(slice);
        }

        AppendLine(Recording.SlicesFile, slice);
    }

    public void Add(KnownRun run)
    {
        _runs.Add(run);
        AppendLine(Recording.RunsFile, run);
    }

    /// <summary>Notes facts learned on the way.</summary>
    public void Note(Func<RecordingManifest, RecordingManifest> change)
    {
        Manifest = change(Manifest);
        WriteManifest();
    }

    public Recording Finish(Outcome outcome, DateTimeOffset now)
    {
        var slices = Slices;
        if (slices.Count > 0)
        {
            HistogramLog.Write(Path.Combine(Folder, "from-due.hlog"), slices, measured => measured.FromDue);
            HistogramLog.Write(Path.Combine(Folder, "from-send.hlog"), slices, measured => measured.FromSend);
            HistogramLog.Write(Path.Combine(Folder, "send-lag.hlog"), slices, measured => measured.SendLag);
        }

        Note(manifest => manifest with
        {
            Outcome = outcome,
            FinishedAt = now,
            Slices = slices.Count,
            Runs = _runs.Count > 0 ? _runs.Count : null,
        });
        return new Recording(Manifest, slices) { Runs = _runs };
    }

    private void AppendLine<T>(string file, T line) =>
        File.AppendAllText(Path.Combine(Folder, file), JsonSerializer.Serialize(line, RecordingJson.OneLine) + "\n", Utf8);

    private void WriteManifest()
    {
        // Written beside and moved over: a crash leaves the old one or the new one, never half of one.
        var path = Path.Combine(Folder, Recording.ManifestFile);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(Manifest, RecordingJson.Indented) + "\n", Utf8);
        File.Move(path + ".new", path, overwrite: true);
    }
}
