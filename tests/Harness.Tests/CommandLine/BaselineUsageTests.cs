using CliWrap.Buffered;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

/// <summary>What is wrong gets its one sentence and exit code 2, and changes no file.</summary>
public sealed class BaselineUsageTests : IDisposable
{
    private readonly BaselineFolder _folder = new();

    [Fact]
    public async Task Help_tells_what_can_be_done()
    {
        var help = await TestCli.RunAsync(_folder.Path, ["baseline", "--help"]);

        Assert.Equal((0, ""), (help.ExitCode, help.StandardError));
        Assert.All((string[])["status", "diff", "check", "accept", "reject", "prune"], word => Assert.Contains(word, help.StandardOutput, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("accept X", "option '--reason' is required")]
    [InlineData("accept X --reason ''", "--reason is empty; say why this is right, for who reads it in a year")]
    [InlineData("accept X --reason ok --by ''", "--by is empty; say who accepts it")]
    [InlineData("accept --reason ok", "name the baselines to accept, or say --all")]
    [InlineData("accept X --all --reason ok", "name the baselines to accept, or say --all")]
    [InlineData("accept --all --reason ok --baselines nowhere", "nothing was received in ")]
    [InlineData("accept X --reason ok", "there is no baseline 'X' in ")]
    [InlineData("accept ../x --reason ok", "there is no baseline '../x' in ")]
    [InlineData("accept NAME --reason ok", "nothing was received for it: measure first, or it is approved already")]
    [InlineData("accept A B --from RECORDING --reason ok", "--from is one recording, for one name")]
    [InlineData("accept .. --from RECORDING --reason ok", "'..' can be no baseline's name")]
    [InlineData("accept ../x --from RECORDING --reason ok", "../x is of another environment than the recording")]
    [InlineData("accept ../../x --from RECORDING --reason ok", "'..-..-x' can be no baseline's name")]
    [InlineData("accept NAME --tolerance p50=1us --reason ok", "--tolerance is for a recording, with --from; what was received is approved as it was measured")]
    [InlineData("accept --all --sessions 1 --reason ok", "--sessions is for a recording, with --from")]
    [InlineData("accept X --from nowhere --reason ok", "there is no recording in ")]
    [InlineData("accept X --from '' --reason ok", "the recording's folder is empty; name one")]
    [InlineData("accept X --from RECORDING --reason ok --mode log", "the recording has no mode 'log'; it has off, idle, off-again")]
    [InlineData("accept X --from RECORDING --reason ok --environment ../x", "'..-x' is no name of an environment")]
    [InlineData("accept X --from RECORDING --reason ok --tolerance cheap", "'cheap' is no time")]
    [InlineData("accept X --from RECORDING --reason ok --sessions 0", "--sessions is 0; 1 is the least")]
    [InlineData("accept X --from RECORDING --reason ok --sessions x", "'x'")]
    [InlineData("check X", "check")]
    [InlineData("check X nowhere", "there is no recording in ")]
    [InlineData("check X ''", "the recording's folder is empty; name one")]
    [InlineData("check '' RECORDING", "'' can be no baseline's name")]
    [InlineData("check X RECORDING --tolerance worst=5us", "'worst' is nothing that can be judged")]
    [InlineData("check X RECORDING --sessions -1", "--sessions is -1; 1 is the least")]
    [InlineData("check X RECORDING --baselines ''", "--baselines is empty; name a folder")]
    [InlineData("diff X", "there is no baseline 'X' in ")]
    [InlineData("reject X", "there is no baseline 'X' in ")]
    [InlineData("reject NAME X", "there is no baseline 'X' in ")]
    [InlineData("prune --tests nowhere.dll", "there is no assembly 'nowhere.dll'; build the tests first")]
    [InlineData("prune --tests ''", "there is no assembly ''; build the tests first")]
    [InlineData("prune --tests notes.txt", "cannot be read as an assembly of tests")]
    [InlineData("dance", "'dance'")]
    public async Task What_is_wrong_gets_one_sentence(string arguments, string expected)
    {
        var verified = _folder.Approve(BaselineFolder.Adding(3));
        var recording = _folder.Save(BaselineFolder.Adding(23));
        File.WriteAllText(Path.Combine(_folder.Path, "notes.txt"), "no assembly");
        string[] words = [.. arguments.Split(' ').Select(word => word switch { "NAME" => BaselineFolder.Name, "RECORDING" => recording, "''" => "", _ => word })];

        var run = await RunAsync(words);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains(expected, run.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.StandardError, StringComparison.Ordinal);
        Assert.Equal(verified, FileState.Now(_folder.Pair.VerifiedPath));
        Assert.Equal([_folder.Pair.VerifiedPath], Directory.GetFiles(_folder.Store.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_diff_tool_is_not_given_what_is_not_there()
    {
        _folder.Approve(BaselineFolder.Adding(3));

        var run = await RunAsync(["diff", BaselineFolder.Name, "--tool"]);

        Assert.Equal((2, $"tracetoll: {_folder.Pair} has nothing received; a diff tool needs both\n"), (run.ExitCode, run.StandardError));
        Assert.StartsWith($"{_folder.Pair}\n  approved: by Ada on 2020-11-02", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal([_folder.Pair.VerifiedPath], Directory.GetFiles(_folder.Pair.Folder));
    }

    [Theory]
    [InlineData("check NAME RECORDING")]
    [InlineData("diff NAME")]
    [InlineData("accept NAME --reason ok")]
    [InlineData("accept NAME --from RECORDING --reason ok --sessions 1")]
    public async Task A_baseline_that_cannot_be_used_ends_in_two_and_stays_as_it_is(string arguments)
    {
        var recording = _folder.Save(BaselineFolder.Adding(3));
        _folder.Check(BaselineFolder.Adding(3));
        var received = FileState.Of(_folder.Pair.ReceivedPath);
        var verified = _folder.PutVerified(BaselineSamples.Bytes(BaselineSamples.Small)[..500]);

        var run = await RunAsync([.. arguments.Split(' ').Select(word => word switch { "NAME" => BaselineFolder.Name, "RECORDING" => recording, _ => word })]);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.StartsWith($"tracetoll: {_folder.Pair.VerifiedPath} cannot be read: ", run.StandardError, StringComparison.Ordinal);
        Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((verified, received), (FileState.Now(_folder.Pair.VerifiedPath), FileState.Now(_folder.Pair.ReceivedPath)));
    }

    public void Dispose() => _folder.Dispose();

    private Task<BufferedCommandResult> RunAsync(string[] arguments) =>
        TestCli.RunAsync(_folder.Path, ["baseline", .. arguments, .. arguments.Contains("--baselines") || arguments[0] == "dance" ? [] : (string[])["--baselines", _folder.Store.Folder]]);
}
