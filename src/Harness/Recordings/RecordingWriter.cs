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

    public RecordingWriter(string folder, RecordingManifest manifest)
    {
        Folder = folder;
        Manifest = manifest with { Outcome = Outcome.Unfinished };
        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, Recording.SlicesFile));
        WriteManifest();
    }

    public string Folder { get; }

    public RecordingManifest Manifest { get; private set; }

    public IReadOnlyList<Slice> Slices => _slices;

    public void Add(Slice slice)
    {
        _slices.Add(slice);
        File.AppendAllText(Path.Combine(Folder, Recording.SlicesFile), JsonSerializer.Serialize(slice, RecordingJson.OneLine) + "\n", Utf8);
    }

    /// <summary>Notes facts learned on the way.</summary>
    public void Note(Func<RecordingManifest, RecordingManifest> change)
    {
        Manifest = change(Manifest);
        WriteManifest();
    }

    public Recording Finish(Outcome outcome, DateTimeOffset now)
    {
        HistogramLog.Write(Path.Combine(Folder, "from-due.hlog"), _slices, measured => measured.FromDue);
        HistogramLog.Write(Path.Combine(Folder, "from-send.hlog"), _slices, measured => measured.FromSend);
        HistogramLog.Write(Path.Combine(Folder, "send-lag.hlog"), _slices, measured => measured.SendLag);
        Note(manifest => manifest with { Outcome = outcome, FinishedAt = now, Slices = _slices.Count });
        return new Recording(Manifest, _slices);
    }

    private void WriteManifest()
    {
        // Written beside and moved over: a crash leaves the old one or the new one, never half of one.
        var path = Path.Combine(Folder, Recording.ManifestFile);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(Manifest, RecordingJson.Indented) + "\n", Utf8);
        File.Move(path + ".new", path, overwrite: true);
    }
}
