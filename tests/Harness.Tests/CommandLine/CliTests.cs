using System.Text.Json;
using CliWrap.Buffered;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public sealed class CliTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Help_lists_verbs_and_exit_codes()
    {
        var help = await RunAsync("--help");

        Assert.Equal((0, ""), (help.ExitCode, help.StandardError));
        Assert.Contains("Exit codes: 0 done, and within budget or baseline; 1 over it; 2 the command line is wrong, or what it asks for is refused; 3 the rig, a host or the tracer failed, or the user stopped it, so the figures are invalid; 4 neither", help.StandardOutput, StringComparison.Ordinal);
        Assert.All((string[])["tracetoll [command]", "measure", "analyse", "report", "import", "doctor"], word => Assert.Contains(word, help.StandardOutput, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_of_measure_tells_how_to_plant_a_delay()
    {
        var help = await RunAsync("measure", "--help");

        Assert.All((string[])["--planted-delay", "10us (0 to 1ms)", "--planted-side <sender|responder|both>", "planted (no tracer;"],
            words => Assert.Contains(words, help.StandardOutput, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("measure --plna quick", "tracetoll: '--plna' is no option of tracetoll measure (did you mean --plan?); see 'tracetoll measure --help'\n")]
    [InlineData("report", "tracetoll: required argument missing for command: 'report'\n")]
    [InlineData("measure --modes idel", "tracetoll: 'idel' is no tracing mode (did you mean idle?); known are off, off-again, idle, log, planted, and script with --script FILE\n")]
    public async Task What_it_does_not_know_is_named_in_a_line(string arguments, string expected)
    {
        var run = await RunAsync(arguments.Split(' '));

        Assert.Equal((2, "", expected), (run.ExitCode, run.StandardOutput, run.StandardError));
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        var run = await RunAsync("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.StandardError));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", run.StandardOutput);
    }

    [Fact]
    public async Task Nothing_at_all_gets_the_help()
    {
        var run = await RunAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains("measure", run.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--plan fast", "'fast' is no plan; known are quick, origin, blocks=N,slice=S (seconds) with limit=S for the most it may take, warm-up=S for the load before it and seed=N for an order that was there before, and runs=N,messages=N,warm-up-replies=N")]
    [InlineData("--plan blocks=0,slice=1", "'blocks=0' is no part of a plan; allowed are blocks=1 to 1000")]
    [InlineData("--modes idle,dance", "'dance' is no tracing mode; known are off, off-again, idle, log")]
    [InlineData("--modes script", "the mode script needs --script FILE")]
    [InlineData("--scenario trades", "'trades' is no scenario; known is market-data")]
    [InlineData("--scenario market-data,rate=0", "rate is 0; allowed are 1 to 20000000")]
    [InlineData("--side left", "'left' is no side; known are sender, responder and both")]
    [InlineData("--side 7", "'7' is no side; known are sender, responder and both")]
    [InlineData("--script /no/such.bt", "there is no script /no/such.bt")]
    [InlineData("--modes planted --planted-delay 10", "'10' is no time; write a number and ns, us or ms, such as 500ns, 10us or 1.5us")]
    [InlineData("--modes planted --planted-delay 1,5us", "'1,5us' is no time")]
    [InlineData("--modes planted --planted-delay 0.5ns", "'0.5ns' is not a whole number of nanoseconds")]
    [InlineData("--modes planted --planted-delay 150ns", "--planted-delay is 150ns; it goes in steps of 100 ns")]
    [InlineData("--modes planted --planted-delay 1.0001ms", "the delay to plant is 1000.1 us; allowed are 0 to 1000 us")]
    [InlineData("--modes planted --planted-delay 10us --planted-side left", "'left' is no side; known are sender, responder and both")]
    [InlineData("--modes planted --planted-side both", "--planted-side is for a planted delay; say how long with --planted-delay")]
    [InlineData("--modes off --planted-delay 10us", "--planted-delay needs a mode to delay, since off and off-again stay as they are; add --modes planted")]
    [InlineData("--budget cheap", "'cheap' is no time")]
    [InlineData("--budget p50=5us,p50=6us", "the budget 'p50=5us,p50=6us' judges a measure twice; name each once")]
    [InlineData("--budget script:p50=5us", "'script:p50=5us' is a budget for 'script', which is not compared with off; compared are idle, log")]
    [InlineData("--exclude p99=5", "'p99=5' excludes nothing; write steal=MS or hiccups=N")]
    [InlineData("--plan runs=3,messages=100", "the warm-up of 10000 replies, one for 32 messages, takes all 100 messages of a run")]
    [InlineData("--script-arg 7", "--script-arg is for the script; name it with --script")]
    public async Task A_wrong_value_gets_one_line(string arguments, string expected)
    {
        var run = await RunAsync(["measure", .. arguments.Split(' ')]);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains(expected, Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("C.UTF-8")]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task Report_prints_a_recording_again(string language)
    {
        Write(Outcome.Good);

        var text = await RunAsync(["report", _folder.Path], language);
        var json = await RunAsync(["report", "--json", "."], language);

        Assert.Equal((0, "", TextReport.Create(RecordingSamples.Valid)), (text.ExitCode, text.StandardError, text.StandardOutput));
        Assert.Equal((0, JsonReport.Create(RecordingSamples.Valid, _folder.Path)), (json.ExitCode, json.StandardOutput));
        using var parsed = JsonDocument.Parse(json.StandardOutput);
        Assert.Equal(_folder.Path, parsed.RootElement.GetProperty("recording").GetString());
    }

    [Fact]
    public async Task Report_of_an_invalid_recording_is_printed_and_fails()
    {
        Write(new Outcome(false, ["the tracer was killed"]));

        var run = await RunAsync("report", _folder.Path);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("INVALID", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("the tracer was killed", run.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_of_no_recording_is_a_wrong_command_line()
    {
        var run = await RunAsync("report", _folder.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Equal($"tracetoll: there is no recording in {_folder.Path}: manifest.json is missing\n", run.StandardError);
    }

    [Fact]
    public async Task Report_of_a_broken_recording_names_file_and_line()
    {
        Write(Outcome.Good);
        File.AppendAllText(_folder.File("slices.jsonl"), "garbage\n");

        var run = await RunAsync("report", _folder.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.StartsWith($"tracetoll: {_folder.File("slices.jsonl")}, line 15 cannot be read", run.StandardError, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(Outcome outcome)
    {
        var writer = new RecordingWriter(_folder.Path, RecordingSamples.Manifest);
        foreach (var slice in RecordingSamples.Valid.Slices)
        {
            writer.Add(slice);
        }

        writer.Finish(outcome, RecordingSamples.Manifest.FinishedAt!.Value);
    }

    private Task<BufferedCommandResult> RunAsync(params string[] arguments) => TestCli.RunAsync(_folder.Path, arguments);

    private Task<BufferedCommandResult> RunAsync(string[] arguments, string language) => TestCli.RunAsync(_folder.Path, arguments, language);
}
