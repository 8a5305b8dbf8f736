using CliWrap.Buffered;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("C.UTF-8")]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task Writes_a_recording_and_prints_its_report(string language)
    {
        File.WriteAllText(_folder.File("report.md"), ReportSamples.Origin);

        var run = await TestCli.RunAsync(_folder.Path, ["import", "report.md"], language);

        var folder = Assert.Single(Directory.GetDirectories(_folder.File(Path.Combine("artifacts", "tracetoll"))));
        var recording = Recording.Load(folder);
        Assert.Equal((0, TextReport.Create(recording), $"recording: {folder}\n"), (run.ExitCode, run.StandardOutput, run.StandardError));
        Assert.Equal(12, recording.Runs.Count);
        Assert.Equal(run.StandardOutput, (await RunAsync("report", folder)).StandardOutput);
    }

    [Fact]
    public async Task Takes_modes_with_the_files_and_a_folder()
    {
        File.WriteAllText(_folder.File("a b.md"), ReportSamples.Table);
        File.WriteAllText(_folder.File("x=y.md"), "## logging\n" + ReportSamples.Table);

        var run = await RunAsync("import", "off=a b.md", "./x=y.md", "--out", "here");

        Assert.Equal((0, $"recording: {_folder.File("here")}\n"), (run.ExitCode, run.StandardError));
        Assert.Equal([("off", "a b.md:2"), ("log", "x=y.md:3")], Recording.Load(_folder.File("here")).Runs.Select(each => (each.Mode, each.Source)));
    }

    [Theory]
    [InlineData("absent.md", "there is no file absent.md")]
    [InlineData("off=report.md log=absent.md", "there is no file absent.md")]
    [InlineData("report.md", "report.md, line 2: no heading above this table tells its mode; write MODE=FILE, such as off=report.md")]
    [InlineData("log=report.md", "no table is of the mode off")]
    [InlineData("off=broken.md", "broken.md, line 3, column 1: expected the row 'mean', found 'maen'")]
    [InlineData("off=report.md off=report.md", "report.md and report.md are the same report")]
    [InlineData("off=", "'off=' names no file")]
    [InlineData("my_mode=report.md", "'my_mode' in 'my_mode=report.md' is no mode")]
    [InlineData("off=.", ". is a folder")]
    public async Task What_cannot_be_imported_gets_one_line_and_writes_nothing(string files, string expected)
    {
        File.WriteAllText(_folder.File("report.md"), ReportSamples.Table);
        File.WriteAllText(_folder.File("broken.md"), ReportSamples.Table.Replace("mean", "maen", StringComparison.Ordinal));

        var run = await RunAsync(["import", .. files.Split(' '), "--out", "here"]);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.StartsWith($"tracetoll: {expected}", Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(["broken.md", "report.md"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Nothing_to_import_is_a_wrong_command_line()
    {
        var run = await RunAsync("import");

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains("import", run.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_a_recording_is_refused()
    {
        File.WriteAllText(_folder.File("report.md"), ReportSamples.Table);
        await RunAsync("import", "off=report.md", "--out", "here");
        var before = File.ReadAllText(_folder.File(Path.Combine("here", "manifest.json")));

        var run = await RunAsync("import", "off=report.md", "--out", "here");

        Assert.Equal((2, "", $"tracetoll: {_folder.File("here")} holds a recording already; choose another folder, or remove it\n"), (run.ExitCode, run.StandardOutput, run.StandardError));
        Assert.Equal(before, File.ReadAllText(_folder.File(Path.Combine("here", "manifest.json"))));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_fails_the_rig()
    {
        File.WriteAllText(_folder.File("report.md"), ReportSamples.Table);

        var run = await RunAsync("import", "off=report.md", "--out", Path.Combine("report.md", "here"));

        Assert.Equal((3, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains(_folder.File("report.md"), Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import off=report.md")]
    [InlineData("measure")]
    public async Task No_folder_at_all_is_a_wrong_command_line(string arguments)
    {
        File.WriteAllText(_folder.File("report.md"), ReportSamples.Table);

        var run = await RunAsync([.. arguments.Split(' '), "--out", ""]);

        Assert.Equal((2, "", "tracetoll: '' is no folder; name one with --out, or leave --out away\n"), (run.ExitCode, run.StandardOutput, run.StandardError));
    }

    public void Dispose() => _folder.Dispose();

    private Task<BufferedCommandResult> RunAsync(params string[] arguments) => TestCli.RunAsync(_folder.Path, arguments);
}
