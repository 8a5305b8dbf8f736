using System.Text.Json;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Files;

public sealed class RecordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Is_read_as_it_was_written(string culture)
    {
        using var other = new Culture(culture);

        var written = Write(RecordingSamples.Valid);

        // Compared as JSON: records with lists in them are equal only to themselves.
        var expected = RecordingSamples.Valid with { Manifest = RecordingSamples.Manifest with { Slices = RecordingSamples.Valid.Slices.Count } };
        Assert.Equal(AsJson(expected), AsJson(written));
        Assert.Equal(AsJson(written), AsJson(Recording.Load(_folder.Path)));
        Assert.Equal(["from-due.hlog", "from-send.hlog", "manifest.json", "send-lag.hlog", "slices.jsonl"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Is_written_as_utf8_without_a_mark_and_with_unix_ends_of_lines()
    {
        Write(RecordingSamples.Valid);

        Assert.All(Directory.GetFiles(_folder.Path), path =>
        {
            var bytes = File.ReadAllBytes(path);
            Assert.NotEqual(0xEF, bytes[0]);
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
        });
    }

    [Fact]
    public void Says_nothing_of_a_delay_where_none_was_planted()
    {
        Write(RecordingSamples.Valid);
        Assert.DoesNotContain("planted", File.ReadAllText(_folder.File("manifest.json")), StringComparison.OrdinalIgnoreCase);

        Write(RecordingSamples.Valid with { Manifest = RecordingSamples.Manifest with { PlantedDelayNs = 10_000, PlantedSide = "both" } });
        var manifest = Recording.Load(_folder.Path).Manifest;
        Assert.Equal((10_000, "both", 1), (manifest.PlantedDelayNs, manifest.PlantedSide, manifest.Schema));
    }

    [Fact]
    public void Is_invalid_while_it_is_not_finished()
    {
        var writer = new RecordingWriter(_folder.Path, RecordingSamples.Manifest);
        writer.Add(RecordingSamples.Valid.Slices[0]);
        writer.Note(manifest => manifest with { Loops = "noted" });

        var recording = Recording.Load(_folder.Path);

        Assert.False(recording.Manifest.Outcome.Valid);
        Assert.Contains("measure again", Assert.Single(recording.Manifest.Outcome.Causes), StringComparison.Ordinal);
        Assert.Equal("noted", recording.Manifest.Loops);
        Assert.Equal("1-off-compared", Assert.Single(recording.Slices).Measured.Slice);
    }

    [Fact]
    public void Keeps_what_is_whole_when_its_writer_was_killed()
    {
        var writer = new RecordingWriter(_folder.Path, RecordingSamples.Manifest);
        writer.Add(RecordingSamples.Valid.Slices[0]);
        writer.Add(RecordingSamples.Valid.Slices[1]);
        var path = _folder.File("slices.jsonl");
        File.WriteAllText(path, File.ReadAllText(path)[..^200]);

        var recording = Recording.Load(_folder.Path);

        Assert.Equal("1-off-compared", Assert.Single(recording.Slices).Measured.Slice);
        Assert.False(recording.Manifest.Outcome.Valid);
    }

    [Fact]
    public void Is_refused_with_its_last_line_cut_off_when_it_was_finished()
    {
        Write(RecordingSamples.Valid);
        var path = _folder.File("slices.jsonl");
        File.WriteAllText(path, File.ReadAllText(path)[..^200]);

        AssertRefused($"{path}, line {RecordingSamples.Valid.Slices.Count} cannot be read");
    }

    [Fact]
    public void Is_refused_with_garbage_before_its_last_line()
    {
        var writer = new RecordingWriter(_folder.Path, RecordingSamples.Manifest);
        writer.Add(RecordingSamples.Valid.Slices[0]);
        var path = _folder.File("slices.jsonl");
        File.AppendAllText(path, "garbage\n");
        writer.Add(RecordingSamples.Valid.Slices[1]);

        AssertRefused($"{path}, line 2 cannot be read");
    }

    [Theory]
    [InlineData("garbage", "cannot be read")]
    [InlineData("{}", "cannot be read")]
    [InlineData("null", "null is no Slice")]
    [InlineData("", "cannot be read")]
    public void Is_refused_with_a_line_that_is_no_slice(string line, string expected)
    {
        Write(RecordingSamples.Valid);
        var path = _folder.File("slices.jsonl");
        File.WriteAllLines(path, [.. File.ReadAllLines(path).Take(3), line]);

        AssertRefused($"{path}, line 4", expected);
    }

    [Fact]
    public void Is_refused_without_the_slices_it_was_finished_with()
    {
        Write(RecordingSamples.Valid);
        File.Delete(_folder.File("slices.jsonl"));

        AssertRefused(_folder.Path, "slices.jsonl is missing");
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("AAAA")]
    [InlineData("HISTFAAAAC142pNpmSzMwMDAwgABzFCaEUoz2X+AsAGOPAMZ")]
    public void Is_refused_when_a_histogram_is_none(string histogram)
    {
        var slice = RecordingSamples.Valid.Slices[0];
        var broken = RecordingSamples.Valid with { Slices = [slice with { Measured = slice.Measured with { FromDue = histogram } }] };

        Assert.Throws<InvalidRecordingException>(() => TraceToll.Reports.TextReport.Create(broken));
    }

    [Fact]
    public void Is_refused_without_a_manifest()
    {
        AssertRefused($"there is no recording in {_folder.Path}: manifest.json is missing");
        var absent = _folder.File("absent");
        Assert.Contains(absent, Assert.Throws<InvalidRecordingException>(() => Recording.Load(absent)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage", "cannot be read")]
    [InlineData("{}", "cannot be read")]
    [InlineData("null", "null is no RecordingManifest")]
    [InlineData("", "cannot be read")]
    public void Is_refused_with_a_manifest_that_is_none(string text, string expected)
    {
        File.WriteAllText(_folder.File("manifest.json"), text);

        AssertRefused(_folder.File("manifest.json"), expected);
    }

    [Fact]
    public void Is_refused_when_another_version_wrote_it()
    {
        Write(RecordingSamples.Valid);
        var path = _folder.File("manifest.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"schema\": 1", "\"schema\": 2", StringComparison.Ordinal));

        AssertRefused($"{path} has schema 2; this version reads schema 1");
    }

    public void Dispose() => _folder.Dispose();

    private Recording Write(Recording recording)
    {
        var writer = new RecordingWriter(_folder.Path, recording.Manifest);
        foreach (var slice in recording.Slices)
        {
            writer.Add(slice);
        }

        return writer.Finish(recording.Manifest.Outcome, recording.Manifest.FinishedAt!.Value);
    }

    private void AssertRefused(params string[] expected)
    {
        var refused = Assert.Throws<InvalidRecordingException>(() => Recording.Load(_folder.Path));

        Assert.All(expected, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    private static string AsJson(Recording recording) => JsonSerializer.Serialize(recording);
}
