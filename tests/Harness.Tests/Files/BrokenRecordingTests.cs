using System.Text.Json;
using System.Text.Json.Nodes;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Files;

/// <summary>Whatever a recording's files hold, every format says what is wrong in one line, or what is missing; nothing else is thrown.</summary>
public sealed class BrokenRecordingTests : IDisposable
{
    private const int Changes = 240;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changed_in_any_place_it_is_reported_or_refused(int seed)
    {
        var random = new Random(seed);
        Whole().Save(_folder.Path);
        string[] files = ["manifest.json", "slices.jsonl"];
        var whole = files.ToDictionary(file => file, file => File.ReadAllLines(_folder.File(file)));
        for (var i = 0; i < Changes / files.Length; i++)
        {
            foreach (var file in files)
            {
                var (text, what) = file == "manifest.json" ? Changed(string.Join('\n', whole[file]), random) : ChangedLine(whole[file], random);
                File.WriteAllText(_folder.File(file), text);
                AssertReportedOrRefused($"seed {seed}, {file}: {what}");
                File.WriteAllLines(_folder.File(file), whole[file]);
            }
        }
    }

    [Theory]
    [InlineData("measured/replies", "5000", "a histogram of none")]
    [InlineData("measured/fromDue", "\"HISTFAAAAC142pNpmSzMwMDAwgABzFCaEUoz2X+AsAGOPAMZ\"", "a histogram of the recording cannot be read")]
    [InlineData("measured/meanFromDueNs", "1e400", "meanFromDueNs")]
    [InlineData("measured/durationNs", "-1", "its durationNs is -1; possible are 0 to 1000000000000000")]
    [InlineData("mode", "\"nobody\"", "it is of the mode nobody, which the manifest does not name")]
    [InlineData("tracers", "[null]", "a list holds null")]
    [InlineData("problems", "[null]", "a list holds null")]
    public void A_figure_that_cannot_be_is_named(string path, string value, string expected)
    {
        new Recording(RecordingSamples.Manifest with { Modes = ["off"] }, [RecordingSamples.Slice(1, "off", [])]).Save(_folder.Path);
        var slice = JsonNode.Parse(File.ReadAllText(_folder.File("slices.jsonl")))!;
        var names = path.Split('/');
        var marker = "\"@@\"";
        names[..^1].Aggregate(slice, (at, name) => at[name]!)[names[^1]] = "@@";
        if (path == "measured/fromDue")
        {
            slice["measured"]!["replies"] = 1;
        }

        File.WriteAllText(_folder.File("slices.jsonl"), slice.ToJsonString().Replace(marker, value, StringComparison.Ordinal) + "\n");

        Assert.Contains(expected, Assert.Throws<InvalidRecordingException>(() => TextReport.Create(Recording.Load(_folder.Path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_alone_is_reported_as_not_finished()
    {
        ReportedRecordings.NotBegun.Save(_folder.Path);

        Assert.Contains("the harness ended before the recording was finished", TextReport.Create(Recording.Load(_folder.Path)), StringComparison.Ordinal);
        Assert.Equal("mode,use,block,measure,ns,supported,replies,start\n", CsvReport.Create(Recording.Load(_folder.Path)));
        AssertReportedOrRefused("manifest only");
    }

    [Fact]
    public void One_that_is_being_written_is_reported_as_far_as_it_is()
    {
        var writer = new RecordingWriter(_folder.Path, RecordingSamples.Manifest);
        foreach (var slice in RecordingSamples.Valid.Slices)
        {
            writer.Add(slice);
            AssertReportedOrRefused(slice.Measured.Slice);
            File.AppendAllText(_folder.File("slices.jsonl"), "{\"block\":");
            Assert.Contains("INVALID", TextReport.Create(Recording.Load(_folder.Path)), StringComparison.Ordinal);
            File.WriteAllText(_folder.File("slices.jsonl"), File.ReadAllText(_folder.File("slices.jsonl"))[..^9]);
        }
    }

    [Fact]
    public void A_folder_of_recordings_says_where_one_is()
    {
        RecordingSamples.Valid.Save(_folder.File("pairs/1"));
        RecordingSamples.Valid.Save(_folder.File("pairs/2"));

        Assert.Equal($"there is no recording in {_folder.File("pairs")}: manifest.json is missing; its folders hold some, the last is {_folder.File("pairs/2")}", Refused(_folder.File("pairs")));
        Assert.Equal($"{_folder.File("pairs/1/manifest.json")} is a file; name the recording's folder", Refused(_folder.File("pairs/1/manifest.json")));
    }

    public void Dispose() => _folder.Dispose();

    private static string Refused(string path) => Assert.Throws<InvalidRecordingException>(() => Recording.Load(path)).Message;

    private static Recording Whole() => RecordingSamples.Valid.Noted(manifest => manifest with
    {
        Budgets = new Dictionary<string, string> { ["idle"] = "p50=5us" },
        Looks = Looks.UpTo(64) with { Taken = [12] },
        Exclusion = "steal=20",
        TestbedFacts = ["a fact"],
    });

    private void AssertReportedOrRefused(string what)
    {
        (Recording, SessionAnalysis)? read = null;
        Makes(() => read = Recording.Load(_folder.Path) is var recording ? (recording, SessionAnalysis.Of(recording)) : null, what);
        if (read is var (of, analysis))
        {
            foreach (var format in ReportFormat.All.Where(format => format != ReportFormat.Hgrm))
            {
                Makes(() => format.Create(of, analysis, "/folder"), $"{what}: {format.Name}");
            }

            Makes(() => TerminalReport.Create(of, analysis, 100, isColoured: true), what);
            Makes(() => ReportFormat.CreateHgrm(of), what);
        }
    }

    private static bool Makes(Func<object?> make, string what)
    {
        try
        {
            _ = make();
            return true;
        }
        catch (Exception refused) when (refused is InvalidRecordingException or FormatException)
        {
            Assert.DoesNotContain('\n', refused.Message);
            return false;
        }
        catch (Exception unhandled)
        {
            throw new InvalidOperationException(what, unhandled);
        }
    }

    private static (string Text, string What) ChangedLine(string[] lines, Random random)
    {
        var i = random.Next(lines.Length);
        var (text, what) = Changed(lines[i], random);
        return (string.Join('\n', [.. lines[..i], text, .. lines[(i + 1)..]]) + "\n", $"line {i + 1}, {what}");
    }

    /// <summary>Another value in one place, or a letter less or other.</summary>
    private static (string Text, string What) Changed(string text, Random random)
    {
        if (random.Next(4) == 0)
        {
            var at = random.Next(text.Length);
            return random.Next(2) == 0 ? (text[..at], $"cut off at {at}") : (text[..at] + (char)random.Next(32, 127) + text[(at + 1)..], $"another letter at {at}");
        }

        var root = JsonNode.Parse(text)!;
        List<JsonNode> places = [.. Within(root).Where(node => node.Parent != null)];
        var place = places[random.Next(places.Count)];
        string[] values = ["null", "0", "-1", "9223372036854775807", "1e300", "1e999", "\"\"", "\"x\"", "[]", "{}", "[null]", "true"];
        var value = values[random.Next(values.Length)];
        var path = place.GetPath();
        place.ReplaceWith("@@");
        return (root.ToJsonString(new JsonSerializerOptions { WriteIndented = false }).Replace("\"@@\"", value, StringComparison.Ordinal), $"{path} is {value}");
    }

    private static IEnumerable<JsonNode> Within(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Within).Prepend(node);
}
