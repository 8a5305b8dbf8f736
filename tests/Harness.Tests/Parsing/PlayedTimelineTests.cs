using System.Text.Json;
using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Parsing;

/// <summary>A scenario keeps of its timeline what tells it from others, and needs its file only to be read and to be measured.</summary>
public sealed class PlayedTimelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PlayedTimelineTests() => File.WriteAllText(_folder.File("my open.csv"), "ns,bytes\n0,64\n50000,1500\n100000,100\n");

    private string FilePath => _folder.File("my open.csv");

    [Fact]
    public void Has_the_rate_and_the_lengths_of_its_file()
    {
        var scenario = Scenario.Parse($"market-data,timeline={FilePath},reply-every=10");

        scenario.Validate();
        Assert.Equal((20_000, 64, 1_500, 10), (scenario.MessagesPerSecond, scenario.MessageBytes, scenario.LongestMessageBytes, scenario.ReplyEvery));
        Assert.Equal((FilePath, 3, 150_000), (scenario.Timeline?.Path, scenario.Timeline?.Messages, scenario.Timeline?.PeriodNs));
        Assert.Equal("market-data.timeline-my-open.reply-every-10", scenario.Name);
    }

    [Fact]
    public void Says_itself_with_the_hash_of_its_content()
    {
        var scenario = Scenario.Parse($"market-data,timeline={FilePath}");

        Assert.Equal($"market-data,timeline={FilePath}@{scenario.Timeline!.Sha256[..12]}", scenario.ToText());
        Assert.Equal(scenario, Scenario.Parse(scenario.ToText()));
    }

    [Fact]
    public void Another_file_of_the_same_name_is_refused()
    {
        var before = Scenario.Parse($"market-data,timeline={FilePath}");
        File.AppendAllText(FilePath, "200000,64\n");
        var now = Scenario.Parse($"market-data,timeline={FilePath}").Timeline!;

        var wrong = Assert.Throws<FormatException>(() => Scenario.Parse(before.ToText()));

        Assert.Equal(
            $"the timeline {FilePath} is another one: the SHA-256 of its content begins with {now.Sha256[..12]}, not with {before.Timeline!.Sha256[..12]}; "
                + $"bring the file that was played, or leave @{before.Timeline.Sha256[..12]} away to play this one",
            wrong.Message);
    }

    [Fact]
    public void A_name_may_have_signs_that_parts_of_a_scenario_have()
    {
        File.Copy(FilePath, _folder.File("a=b@c.csv"));

        var scenario = Scenario.Parse($"market-data,timeline={_folder.File("a=b@c.csv")}");

        Assert.Equal("market-data.timeline-a-b-c", scenario.Name);
        Assert.Equal(scenario, Scenario.Parse(scenario.ToText()));
    }

    [Fact]
    public void A_path_with_a_comma_is_refused()
    {
        File.Copy(FilePath, _folder.File("a,b.csv"));

        var wrong = Assert.Throws<FormatException>(() => Scenario.MarketData.Playing(TimelineFile.Read(_folder.File("a,b.csv"))));

        Assert.Contains("has a comma, which parts a scenario; move or rename the file", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,24\n0,24\n", "its timeline makes 2000000000 messages a second; allowed are 1 to 20000000 on average")]
    [InlineData("0,24\n10000000000,24\n", "its timeline makes 0.1 messages a second; allowed are 1 to 20000000 on average")]
    public void A_rate_out_of_range_is_refused(string messages, string expected)
    {
        File.WriteAllText(FilePath, "ns,bytes\n" + messages);

        var wrong = Assert.Throws<ArgumentException>(() => Experiment.Of(Scenario.Parse($"market-data,timeline={FilePath}")));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_needs_no_file_and_has_no_messages()
    {
        var scenario = Scenario.Parse($"market-data,timeline={FilePath},idle=busy-poll,priority=fifo:9");
        var json = JsonSerializer.Serialize(RecordingSamples.Manifest with { Scenario = scenario, MemoryLocked = true }, RecordingJson.Indented);
        File.Delete(FilePath);

        var manifest = JsonSerializer.Deserialize<RecordingManifest>(json, RecordingJson.OneLine)!;

        Assert.Equal((scenario, true), (manifest.Scenario, manifest.MemoryLocked));
        Assert.Contains($"\"sha256\": \"{scenario.Timeline!.Sha256}\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("dueNs", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_of_a_former_version_has_the_usual_values()
    {
        const string Former = """{"name":"market-data","messagesPerSecond":20000,"messageBytes":4016,"replyEvery":32,"idle":"auto","repliesPerSecond":625}""";

        var scenario = JsonSerializer.Deserialize<Scenario>(Former, RecordingJson.OneLine)!;

        Assert.Equal(Scenario.MarketData, scenario);
        Assert.Equal("market-data", scenario.ToText());
    }

    [Fact]
    public void Bursts_and_what_else_is_new_are_kept()
    {
        var scenario = Scenario.Parse("market-data,burst=10,burst-spacing=3us,bytes=64-1500,reply-bytes=100,connections=8,sender-threads=2,idle=pause,priority=fifo:99");

        Assert.Equal(scenario, JsonSerializer.Deserialize<Scenario>(JsonSerializer.Serialize(scenario, RecordingJson.OneLine), RecordingJson.OneLine));
    }

    public void Dispose() => _folder.Dispose();
}
