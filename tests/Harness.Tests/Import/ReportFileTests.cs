using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Import;

public class ReportFileTests
{
    [Theory]
    [InlineData("report.md", null, "report.md")]
    [InlineData("log=report.md", "log", "report.md")]
    [InlineData("My-script.2=a b/report.md", "My-script.2", "a b/report.md")]
    [InlineData("off=a=b.md", "off", "a=b.md")]
    [InlineData("./a=b.md", null, "./a=b.md")]
    [InlineData("/tmp/a=b.md", null, "/tmp/a=b.md")]
    public void Is_a_file_and_perhaps_a_mode(string text, string? mode, string path) =>
        Assert.Equal(new ReportFile(path, mode), ReportFile.Parse(text));

    [Theory]
    [InlineData("", "'' names no file; write FILE or MODE=FILE")]
    [InlineData("log=", "'log=' names no file; write FILE or MODE=FILE")]
    [InlineData("=a.md", "'' in '=a.md' is no mode; a mode's name has letters, digits, dots and dashes. For a file with = in its name write ./=a.md")]
    [InlineData("my mode=a.md", "'my mode' in 'my mode=a.md' is no mode")]
    [InlineData("grün=a.md", "'grün' in 'grün=a.md' is no mode")]
    public void Says_what_is_wrong_and_what_is_allowed(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<FormatException>(() => ReportFile.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_read_is_named()
    {
        using var folder = new TemporaryFolder();
        var (absent, huge) = (folder.File("absent.md"), folder.File("huge.md"));
        using (var file = File.Create(huge))
        {
            file.SetLength((16 << 20) + 1);
        }

        Assert.Equal($"there is no file {absent}; name a report in the origin's layout", Refused(absent));
        Assert.Equal($"there is no file {absent}/too; name a report in the origin's layout", Refused(absent + "/too"));
        Assert.Equal($"{folder.Path} is a folder; name the reports in it", Refused(folder.Path));
        Assert.Equal($"{huge} is larger than 16 MiB, which no report is; name the report", Refused(huge));
        Assert.Equal("/dev/zero is larger than 16 MiB, which no report is; name the report", Refused("/dev/zero"));
    }

    [Fact]
    public void The_largest_file_that_is_allowed_is_read()
    {
        using var folder = new TemporaryFolder();
        var large = folder.File("large.md");
        File.WriteAllText(large, ReportSamples.Table.PadRight(16 << 20, '\n'));

        Assert.Single(ReportImport.Read([new ReportFile(large, "off")], TimeProvider.System).Runs);
    }

    private static string Refused(string path) =>
        Assert.Throws<InvalidRecordingException>(() => ReportImport.Read([new ReportFile(path, "off")], TimeProvider.System)).Message;
}
