using CliWrap.Buffered;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

/// <summary><c>tracetoll report</c> of several recordings.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CompareCommandTests()
    {
        RecordingSamples.Valid.Save(_folder.File("monday"));
        RecordingSamples.Valid.Noted(manifest => manifest with { Environment = "another" }).Save(_folder.File("tuesday"));
    }

    [Fact]
    public async Task Text_is_printed_and_a_page_is_written()
    {
        var expected = new ComparedReport([.. Named("monday", "tuesday")]).ToText();

        var printed = await RunAsync("report", "monday", "tuesday/");
        var written = await RunAsync("report", "monday", "tuesday", "--format", "html", "--out", "nights.html");

        Assert.Equal((0, "", expected), (printed.ExitCode, printed.StandardError, printed.StandardOutput));
        Assert.Equal((0, "", ""), (written.ExitCode, written.StandardOutput, written.StandardError));
        Assert.Contains("tuesday: idle", File.ReadAllText(_folder.File("nights.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_of_one_name_are_told_apart_by_their_ways()
    {
        RecordingSamples.Valid.Save(_folder.File("other/monday"));

        var printed = await RunAsync("report", "monday", "other/monday");

        Assert.StartsWith("What tracing costs: other/monday against monday\n", printed.StandardOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report monday tuesday --format csv", "csv is of one recording; several are compared as text or html")]
    [InlineData("report monday nowhere", "nowhere")]
    public async Task What_cannot_be_compared_is_one_error(string line, string said)
    {
        var run = await RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains(said, run.StandardError, StringComparison.Ordinal);
        Assert.Single(run.StandardError.TrimEnd().Split('\n'));
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<(string Name, Recording Recording)> Named(params string[] names) => names.Select(name => (name, Recording.Load(_folder.File(name))));

    private Task<BufferedCommandResult> RunAsync(params string[] arguments) => TestCli.RunAsync(_folder.Path, arguments);
}
