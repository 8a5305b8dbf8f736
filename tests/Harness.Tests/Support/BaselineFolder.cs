using System.Collections.Concurrent;
using TraceToll.Analysis;
using TraceToll.Baselines;
using TraceToll.Recordings;

namespace TraceToll.Tests.Support;

/// <summary>A store of baselines with recordings beside it, all on disk until disposed.</summary>
internal sealed class BaselineFolder : IDisposable
{
    public const string Environment = "test-4-kvm";
    public const string Name = "Suite.Costs_testbed=loopback_mode=idle";

    public static readonly Approval Approval = new("Ada", new DateTimeOffset(2020, 11, 2, 9, 30, 0, TimeSpan.Zero), "measured twice on a quiet machine");

    // Histograms take their time, and many tests ask for the same.
    private static readonly ConcurrentDictionary<(double, int), Recording> Made = [];

    private readonly TemporaryFolder _folder = new();
    private int _recordings;

    public BaselineFolder() => Store = new BaselineStore(_folder.File("baselines"));

    public string Path => _folder.Path;

    public BaselineStore Store { get; }

    public BaselinePair Pair => new(Environment, Name, System.IO.Path.Combine(Store.Folder, Environment));

    /// <summary>Sixteen blocks in which idle adds about so much to 100 us.</summary>
    public static Recording Adding(double us, int blocks = 16) => Made.GetOrAdd((us, blocks), _ =>
        Sessions.Of(blocks, block => 100 + (block % 3), block => us + Sessions.Wobble(block)).Noted(manifest => manifest with { Environment = Environment }));

    /// <summary>Puts a recording on disk; each is another one, as it began at another time.</summary>
    public string Save(Recording recording)
    {
        var folder = _folder.File($"recording-{++_recordings}");
        var writer = new RecordingWriter(folder, recording.Manifest with { StartedAt = recording.Manifest.StartedAt.AddHours(_recordings) });
        recording.Slices.ToList().ForEach(writer.Add);
        recording.Runs.ToList().ForEach(writer.Add);
        // As RecordingWriter.Finish, but for the files that other tools read.
        writer.Note(manifest => manifest with
        {
            Outcome = recording.Manifest.Outcome,
            FinishedAt = manifest.StartedAt.AddMinutes(1),
            Slices = recording.Slices.Count,
            Runs = recording.Runs.Count > 0 ? recording.Runs.Count : null,
        });
        return folder;
    }

    public MeasuredSession Measure(Recording recording)
    {
        var folder = Save(recording);
        return MeasuredSession.Of(Recording.Load(folder), folder, "idle");
    }

    public BaselineCheck Check(Recording recording, Budget? tolerance = null, int sessions = 1) => Store.Check(Name, Measure(recording), tolerance, sessions);

    /// <summary>Approves a session at once; what is there then.</summary>
    public FileState Approve(Recording recording, Budget? tolerance = null)
    {
        Store.Accept(Name, Measure(recording), Approval, tolerance, sessions: 1);
        return FileState.Of(Pair.VerifiedPath);
    }

    /// <summary>Writes the approved file, whatever it is.</summary>
    public FileState PutVerified(byte[] bytes) => Put(Pair.VerifiedPath, bytes);

    public FileState PutReceived(byte[] bytes) => Put(Pair.ReceivedPath, bytes);

    public void Dispose() => _folder.Dispose();

    private static FileState Put(string path, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return FileState.Of(path);
    }
}
