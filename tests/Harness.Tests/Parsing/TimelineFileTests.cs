using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Parsing;

public sealed class TimelineFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("ns,bytes\n0,24\n10,1048576\n10,100\n")]
    [InlineData("ns,bytes\n0,24\n10,1048576\n10,100")]
    [InlineData("ns,bytes\r\n0,24\r\n10,1048576\r\n10,100\r\n")]
    [InlineData("\uFEFFns,bytes\n0,24\n10,1048576\n10,100\n")]
    public void Reads_what_editors_write(string content)
    {
        var file = Read(content);

        Assert.Equal([new(0, 24), new(10, 1 << 20), new(10, 100)], file.Messages);
        Assert.Equal(15, file.PeriodNs);
        Assert.Equal(_folder.File("open.csv"), file.Path);
    }

    [Theory]
    [InlineData("0 1000", 2_000)]
    [InlineData("0 0", 1)]
    [InlineData("5 5 5", 7)]
    [InlineData("100 200 400", 600)]
    public void Begins_again_after_an_average_gap_and_never_at_once(string due, long periodNs) =>
        Assert.Equal(periodNs, Read("ns,bytes\n" + string.Concat(due.Split(' ').Select(ns => $"{ns},24\n"))).PeriodNs);

    [Fact]
    public void Is_read_as_it_was_written()
    {
        using var other = new Culture("de-DE");
        var random = new Random(1);
        List<TimelineMessage> messages = [];
        for (var i = 0; i < 30_000; i++)
        {
            messages.Add(new TimelineMessage((i > 0 ? messages[^1].DueNs : 0) + random.Next(0, 100_000), random.Next(24, 1 << 20)));
        }

        TimelineFile.Write(_folder.File("open.csv"), messages);
        var (first, second) = (TimelineFile.Read(_folder.File("open.csv")), TimelineFile.Read(_folder.File("open.csv")));

        Assert.Equal(messages, first.Messages);
        Assert.Equal((64, first.Sha256), (first.Sha256.Length, second.Sha256));
        Assert.Throws<IOException>(() => TimelineFile.Write(_folder.File("open.csv"), messages));
    }

    [Fact]
    public void What_is_no_timeline_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => TimelineFile.Write(_folder.File("open.csv"), [new(5, 24), new(4, 24)]));
        Assert.Throws<ArgumentException>(() => TimelineFile.Write(_folder.File("open.csv"), [new(0, 24), new(4, 23)]));
        Assert.False(File.Exists(_folder.File("open.csv")));
    }

    [Theory]
    [InlineData("", "has 0 messages; a timeline has 2 to 5000000")]
    [InlineData("ns,bytes\n", "has 0 messages; a timeline has 2 to 5000000")]
    [InlineData("ns,bytes\n0,24\n", "has 1 messages; a timeline has 2 to 5000000")]
    [InlineData("0,24\n1,24\n", ", line 1 is '0,24'; it has to be 'ns,bytes'")]
    [InlineData("ns;bytes\n0;24\n", ", line 1 is 'ns;bytes'; it has to be 'ns,bytes'")]
    [InlineData("ns,bytes\n0,24\n1;24\n", ", line 3 is '1;24'; allowed is a due time in ns and a length in bytes, such as 50000,4016")]
    [InlineData("ns,bytes\n0,24\n\n1,24\n", ", line 3 is ''; allowed is a due time")]
    [InlineData("ns,bytes\n0,24\n1,24,5\n", ", line 3 has '24,5' as a length; allowed are whole numbers from 24 to 1048576")]
    [InlineData("ns,bytes\n0,23\n1,24\n", ", line 2 has '23' as a length; allowed are whole numbers from 24 to 1048576")]
    [InlineData("ns,bytes\n0,24\n1,1048577\n", ", line 3 has '1048577' as a length; allowed are whole numbers from 24 to 1048576")]
    [InlineData("ns,bytes\n-1,24\n1,24\n", ", line 2 has '-1' as a due time; allowed are whole numbers from 0 to 1000000000000000")]
    [InlineData("ns,bytes\n1.5,24\n2,24\n", ", line 2 has '1.5' as a due time; allowed are")]
    [InlineData("ns,bytes\n 1,24\n2,24\n", ", line 2 has ' 1' as a due time; allowed are")]
    [InlineData("ns,bytes\n7,24\n6,24\n", ", line 3 has '6' as a due time after the line before; allowed are whole numbers from 7 to 1000000000000000")]
    [InlineData("ns,bytes\n0,24\n1000000000000001,24\n", ", line 3 has '1000000000000001' as a due time; allowed are")]
    [InlineData("ns,bytes\n0,24\n99999999999999999999,24\n", ", line 3 has '99999999999999999999' as a due time; allowed are")]
    [InlineData("ns,bytes\n0,24\n,24\n", ", line 3 has '' as a due time; allowed are")]
    public void Says_which_line_is_wrong_and_what_is_allowed(string content, string expected)
    {
        var wrong = Assert.Throws<FormatException>(() => Read(content));

        Assert.StartsWith(_folder.File("open.csv"), wrong.Message, StringComparison.Ordinal);
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Fact]
    public void A_file_of_another_kind_does_not_flood_the_terminal()
    {
        var wrong = Assert.Throws<FormatException>(() => Read("\u001b[31m" + new string('x', 10_000)));

        Assert.InRange(wrong.Message.Length, 1, _folder.Path.Length + 150);
        Assert.DoesNotContain('\u001b', wrong.Message);
    }

    [Fact]
    public void Has_more_messages_than_fit_told()
    {
        File.WriteAllText(_folder.File("open.csv"), "ns,bytes\n" + string.Concat(Enumerable.Repeat("1,24\n", TimelineFile.MostMessages + 1)));

        Assert.EndsWith("has 5000001 messages; a timeline has 2 to 5000000", Assert.Throws<FormatException>(() => TimelineFile.Read(_folder.File("open.csv"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_timeline() =>
        Assert.StartsWith($"there is no timeline {_folder.Path};", Assert.Throws<FormatException>(() => TimelineFile.Read(_folder.Path)).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private TimelineFile Read(string content)
    {
        File.WriteAllText(_folder.File("open.csv"), content);
        return TimelineFile.Read(_folder.File("open.csv"));
    }
}
