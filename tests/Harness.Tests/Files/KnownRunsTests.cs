using System.Text.Json;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Files;

public sealed class KnownRunsTests : IDisposable
{
    private static readonly List<KnownRun> Runs = [Run("off", 1), Run("off", 2), Run("log", 1)];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Lie_beside_the_slices_and_are_counted()
    {
        var writer = Begin();
        writer.Add(RecordingSamples.Valid.Slices[0]);
        Runs.ForEach(writer.Add);

        var written = writer.Finish(Outcome.Good, RecordingSamples.Manifest.StartedAt);

        var read = Recording.Load(_folder.Path);
        Assert.Equal((1, 3), (read.Manifest.Slices, read.Manifest.Runs));
        Assert.Equal(JsonSerializer.Serialize(written), JsonSerializer.Serialize(read));
        Assert.Equal(JsonSerializer.Serialize(Runs), JsonSerializer.Serialize(read.Runs));
        Assert.Single(read.Slices);
    }

    [Fact]
    public void Leave_no_file_where_there_are_none()
    {
        File.WriteAllText(_folder.File("runs.jsonl"), "of before\n");
        var writer = Begin();
        writer.Add(RecordingSamples.Valid.Slices[0]);

        writer.Finish(Outcome.Good, RecordingSamples.Manifest.StartedAt);

        Assert.False(File.Exists(_folder.File("runs.jsonl")));
        Assert.Null(Recording.Load(_folder.Path).Manifest.Runs);
        Assert.Empty(Recording.Load(_folder.Path).Runs);
    }

    [Fact]
    public void Are_kept_as_far_as_they_are_whole_when_their_writer_was_killed()
    {
        Runs.ForEach(Begin().Add);
        var path = _folder.File("runs.jsonl");
        File.WriteAllText(path, File.ReadAllText(path)[..^20]);

        var read = Recording.Load(_folder.Path);

        Assert.Equal([("off", 1), ("off", 2)], read.Runs.Select(run => (run.Mode, run.Run)));
        Assert.False(read.Manifest.Outcome.Valid);
    }

    [Theory]
    [InlineData(2, "runs.jsonl has 2 runs, where the manifest says 3; parts of the recording are lost")]
    [InlineData(0, "runs.jsonl has 0 runs, where the manifest says 3; parts of the recording are lost")]
    public void Are_missed_when_there_are_fewer_than_were_written(int left, string expected)
    {
        Finish();
        var path = _folder.File("runs.jsonl");
        File.WriteAllLines(path, File.ReadAllLines(path).Take(left));

        AssertRefused(expected);
        if (left == 0)
        {
            File.Delete(path);
            AssertRefused(expected);
        }
    }

    [Fact]
    public void Are_not_taken_from_elsewhere()
    {
        var writer = Begin();
        writer.Add(RecordingSamples.Valid.Slices[0]);
        writer.Finish(Outcome.Good, RecordingSamples.Manifest.StartedAt);
        File.WriteAllText(_folder.File("runs.jsonl"), JsonSerializer.Serialize(Runs[0], RecordingJson.OneLine) + "\n");

        AssertRefused("runs.jsonl has 1 runs, where the manifest says 0");
    }

    [Theory]
    [InlineData("garbage", "line 2 cannot be read")]
    [InlineData("{}", "line 2 cannot be read")]
    [InlineData("null", "line 2: null is no KnownRun")]
    [InlineData("", "line 2 cannot be read")]
    [InlineData("""{"run":1,"mode":"off","replies":1,"durationMs":1,"meanNs":1,"percentilesNs":{"most":1},"worstNs":1,"source":"a:1"}""", "line 2 cannot be read")]
    [InlineData("""{"run":1,"mode":"off","replies":1,"durationMs":1,"meanNs":1,"percentilesNs":null,"worstNs":1,"source":"a:1"}""", "line 2 cannot be read")]
    public void Are_refused_with_a_line_that_is_none(string line, string expected)
    {
        Finish();
        var path = _folder.File("runs.jsonl");
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0], line, lines[2]]);

        AssertRefused($"{path}, {expected}");
    }

    public void Dispose() => _folder.Dispose();

    private static KnownRun Run(string mode, int run) => new()
    {
        Run = run,
        Mode = mode,
        Replies = 21_250,
        DurationMs = 33_998,
        MeanNs = 72_000,
        PercentilesNs = new Dictionary<double, double> { [99] = 127_000, [99.9] = 175_000, [99.99] = 206_000, [99.999] = 207_000 },
        WorstNs = 207_000,
        Source = "report.md:36",
    };

    private RecordingWriter Begin() => new(_folder.Path, RecordingSamples.Manifest);

    private void Finish()
    {
        var writer = Begin();
        Runs.ForEach(writer.Add);
        writer.Finish(Outcome.Good, RecordingSamples.Manifest.StartedAt);
    }

    private void AssertRefused(string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidRecordingException>(() => Recording.Load(_folder.Path)).Message, StringComparison.Ordinal);
}
