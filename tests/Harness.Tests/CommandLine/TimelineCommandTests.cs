using CliWrap.Buffered;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public sealed class TimelineCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("C.UTF-8")]
    [InlineData("de_DE.UTF-8")]
    public async Task Writes_what_it_says(string language)
    {
        var run = await TestCli.RunAsync(_folder.Path, ["timeline", "open.csv", "--seconds", "2", "--rate", "1000", "--seed", "7", "--bytes", "64-1500", "--branching", "0.5", "--open", "2.5"], language);

        var open = new MarketOpen { Seconds = 2, Rate = 1_000, Seed = 7, LeastBytes = 64, MostBytes = 1_500, Branching = 0.5, OpenFactor = 2.5 };
        var written = TimelineFile.Read(_folder.File("open.csv"));
        Assert.Equal((0, ""), (run.ExitCode, run.StandardError));
        Assert.Equal(open.Draw(), written.Messages);
        Assert.Matches($@"^open\.csv: {written.Messages.Count} messages in [12](\.\d+)? s, \d+ a second on average, \d+ in the busiest ms, \d+ in the largest burst \(gaps of less than 10 us\)\n$", run.StandardOutput);
    }

    [Fact]
    public async Task Has_usual_values()
    {
        await RunAsync("timeline", "open.csv");

        Assert.Equal(new MarketOpen().Draw(), TimelineFile.Read(_folder.File("open.csv")).Messages);
    }

    [Theory]
    [InlineData("there.csv", "there is there.csv already; name another file, or remove it")]
    [InlineData(".", "there is . already")]
    [InlineData("nowhere/open.csv", "there is no folder nowhere; make it, or name a file in another one")]
    [InlineData("open.csv --rate 9 --seconds 0", "no timeline can be made: seconds is 0; allowed are 1 to 3600; rate is 9; allowed are 10 to 1000000")]
    [InlineData("open.csv --rate 1000000 --seconds 6", "no timeline can be made: it would have 6000000 messages, and may have 2 to 5000000")]
    [InlineData("open.csv --bytes 64-", "--bytes is '64-'; allowed is a number, or two such as 64-1500")]
    [InlineData("open.csv --branching 0,8", "'0,8' is no number; write one such as 0.8")]
    public async Task What_cannot_be_made_gets_one_line_and_writes_nothing(string arguments, string expected)
    {
        File.WriteAllText(_folder.File("there.csv"), "mine");

        var run = await RunAsync(["timeline", .. arguments.Split(' ')]);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains(expected, Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path))));
    }

    [Fact]
    public async Task A_timeline_that_cannot_be_played_is_told_before_anything_is_started()
    {
        File.WriteAllText(_folder.File("open.csv"), "ns,bytes\n0,24\n1,5\n");

        var run = await RunAsync("measure", "--scenario", "market-data,timeline=open.csv");

        Assert.Equal((2, "tracetoll: open.csv, line 3 has '5' as a length; allowed are whole numbers from 24 to 1048576\n"), (run.ExitCode, run.StandardError));
    }

    public void Dispose() => _folder.Dispose();

    private Task<BufferedCommandResult> RunAsync(params string[] arguments) => TestCli.RunAsync(_folder.Path, arguments);
}
