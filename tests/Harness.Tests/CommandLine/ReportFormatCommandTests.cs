using CliWrap.Buffered;
using TraceToll.Analysis;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public sealed class ReportFormatCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder.File("recording");

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("origin")]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Report_and_analyse_print_it_and_out_writes_the_same(string format)
    {
        RecordingSamples.Valid.Save(Folder);
        File.WriteAllText(_folder.File("there"), new string('x', 100_000));
        var expected = ReportFormat.Parse(format).Create(RecordingSamples.Valid, SessionAnalysis.Of(RecordingSamples.Valid), Folder);

        var printed = await RunAsync(["report", Folder, "--format", format], "de_DE.UTF-8");
        var analysed = await RunAsync("analyse", Folder, "--format", format);
        var written = await RunAsync("report", Folder, "--format", format, "--out", "there");

        Assert.Equal((0, "", expected), (printed.ExitCode, printed.StandardError, printed.StandardOutput));
        Assert.Equal((0, expected), (analysed.ExitCode, analysed.StandardOutput));
        Assert.Equal((0, "", ""), (written.ExitCode, written.StandardOutput, written.StandardError));
        // Bytes, as a mark before the text would be read over.
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(expected), File.ReadAllBytes(_folder.File("there")));
    }

    [Fact]
    public async Task Percentiles_are_of_one_mode_or_of_all_in_a_folder()
    {
        RecordingSamples.Valid.Save(Folder);

        var printed = await RunAsync("report", Folder, "--format", "hgrm", "--mode", "log");
        var written = await RunAsync("report", Folder, "--format", "hgrm", "--mode", "log", "--out", "log.txt");
        var all = await RunAsync("report", Folder, "--format", "hgrm", "--out", "new/folder");

        Assert.Equal((0, ReportFormat.CreateHgrm(RecordingSamples.Valid, "log")), (printed.ExitCode, printed.StandardOutput));
        Assert.Equal((0, 0), (written.ExitCode, all.ExitCode));
        Assert.Equal(printed.StandardOutput, File.ReadAllText(_folder.File("log.txt")));
        Assert.Equal(["idle.hgrm", "log.hgrm", "off-again.hgrm", "off.hgrm"], Directory.GetFiles(_folder.File("new/folder")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(printed.StandardOutput, File.ReadAllText(_folder.File("new/folder/log.hgrm")));
    }

    [Fact]
    public async Task A_mode_never_leaves_the_folder_that_was_named()
    {
        new Recording(RecordingSamples.Manifest with { Modes = ["off", "../a b", "../a,b"] }, [RecordingSamples.Slice(1, "off", [1_000])]).Save(Folder);

        var run = await RunAsync("report", Folder, "--format", "hgrm", "--out", "out");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["..-a-b-3.hgrm", "..-a-b.hgrm", "off.hgrm"], Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["out", "recording"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("report RECORDING --format markdwon", "'markdwon' is no format (did you mean markdown?); known are text, markdown, html, origin, json, csv, hgrm")]
    [InlineData("analyse RECORDING --format cvs", "'cvs' is no format (did you mean csv?); known are text, markdown, html, origin, json, csv, hgrm")]
    [InlineData("measure --format txt", "'txt' is no format (did you mean text?); known are text, markdown, html, origin, json, csv, hgrm")]
    [InlineData("measure --format hgrm", "hgrm is of a recording that is there already; write it with tracetoll report RECORDING --format hgrm --mode MODE")]
    [InlineData("analyse RECORDING --format hgrm", "hgrm is of a recording that is there already; write it with tracetoll report RECORDING --format hgrm --mode MODE")]
    [InlineData("report RECORDING --json --format csv", "--json is short for --format json, and --format csv is another; leave one of them away")]
    [InlineData("report RECORDING --format hgrm", "hgrm is one mode a file; name one of off, idle, log, off-again with --mode, or a folder for all with --out")]
    [InlineData("report RECORDING --format hgrm --mode lag", "'lag' is no mode of the recording; it has off, idle, log, off-again")]
    [InlineData("report RECORDING --mode log", "--mode is for --format hgrm; text has all modes")]
    [InlineData("report RECORDING --out .", "is a folder; name a file with --out")]
    [InlineData("report RECORDING --out no/such/folder/report", "cannot be written: ")]
    [InlineData("report RECORDING --out /dev/full", "cannot be written: ")]
    [InlineData("report RECORDING --out recording/slices.jsonl", "is part of a recording, which would be lost; name another file with --out")]
    [InlineData("report RECORDING --format hgrm --out recording/manifest.json", "is a file; name a folder with --out, or a single mode with --mode")]
    public async Task What_cannot_be_gets_one_line(string arguments, string expected)
    {
        RecordingSamples.Valid.Save(Folder);
        var before = Directory.GetFiles(Folder).ToDictionary(file => file, File.ReadAllText);

        var run = await RunAsync([.. arguments.Split(' ').Select(word => word == "RECORDING" ? Folder : word)]);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains(expected, Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(Folder).ToDictionary(file => file, File.ReadAllText));
    }

    [Fact]
    public async Task The_exit_code_is_that_of_the_recording_wherever_the_report_goes()
    {
        ReportedRecordings.Invalid.Save(Folder);

        Assert.Equal(3, (await RunAsync("report", Folder, "--format", "markdown")).ExitCode);
        Assert.Equal(3, (await RunAsync("report", Folder, "--format", "csv", "--out", "out.csv")).ExitCode);
        Assert.Equal(3, (await RunAsync("report", Folder, "--format", "hgrm", "--mode", "off")).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private Task<BufferedCommandResult> RunAsync(params string[] arguments) => TestCli.RunAsync(_folder.Path, arguments);

    private Task<BufferedCommandResult> RunAsync(string[] arguments, string language) => TestCli.RunAsync(_folder.Path, arguments, language);
}
