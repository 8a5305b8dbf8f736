using TraceToll.Experiments;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Parsing;

/// <summary>What the sending agent is told of a load.</summary>
public sealed class SenderLoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("market-data", "--rate 20000 --bytes 4016 --reply-bytes 24 --reply-every 32 --connections 1 --priority normal")]
    [InlineData("market-data,bytes=64-1500,reply-bytes=100,reply-every=1,connections=8,sender-threads=2", "--rate 20000 --bytes 64-1500 --reply-bytes 100 --reply-every 1 --connections 8 --priority normal")]
    [InlineData("market-data,burst=1000,burst-spacing=1.5ms,priority=fifo:50", "--burst 1000 --burst-spacing 1500000 --bytes 4016 --reply-bytes 24 --reply-every 32 --connections 1 --priority fifo:50")]
    public void Options_are_those_of_the_scenario(string scenario, string options)
    {
        using var other = new Culture("de-DE");

        Assert.Equal(options, string.Join(' ', SenderLoad.Options(Scenario.Parse(scenario))));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 2)]
    [InlineData(30_000, 3)]
    public void A_timeline_goes_in_parts_after_the_start(int messages, int parts)
    {
        var scenario = Play(messages);
        var file = SenderLoad.ReadTimeline(scenario)!;

        var told = SenderLoad.Parts(file).ToList();

        Assert.Equal("--timeline on --reply-bytes 24 --reply-every 32 --connections 1 --priority normal", string.Join(' ', SenderLoad.Options(scenario)));
        Assert.Equal(file.Messages, told.SelectMany(part => part.DueNs.Zip(part.Bytes, (dueNs, bytes) => new TimelineMessage(dueNs, bytes))));
        Assert.Equal((parts, parts - 1), (told.Count, told.FindIndex(part => part.Last)));
        Assert.All(told, part => Assert.Equal(messages * 50_000L, part.PeriodNs));
    }

    [Fact]
    public void A_load_without_one_has_no_messages() => Assert.Null(SenderLoad.ReadTimeline(Scenario.MarketData));

    [Fact]
    public void A_timeline_that_was_changed_or_removed_meanwhile_is_not_played()
    {
        var scenario = Play(3);
        var path = scenario.Timeline!.Path;
        File.AppendAllText(path, "999999999,64\n");
        Assert.StartsWith($"the timeline {path} was changed after", Assert.Throws<RigFailureException>(() => SenderLoad.ReadTimeline(scenario)).Message, StringComparison.Ordinal);

        File.Delete(path);
        Assert.StartsWith($"there is no timeline {path}", Assert.Throws<RigFailureException>(() => SenderLoad.ReadTimeline(scenario)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Scenario Play(int messages)
    {
        TimelineFile.Write(_folder.File("steady.csv"), [.. Enumerable.Range(0, messages).Select(i => new TimelineMessage(i * 50_000L, 64 + (i % 7)))]);
        return Scenario.Parse($"market-data,timeline={_folder.File("steady.csv")}");
    }
}
