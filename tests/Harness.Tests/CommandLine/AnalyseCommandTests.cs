using System.Text.Json;
using CliWrap.Buffered;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.CommandLine;

public sealed class AnalyseCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // Eight blocks in which idle adds 3 us; the second lost time to a neighbour.
    private static readonly Recording Measured = Disturbed(Sessions.Of(8, _ => 100, block => 3 + Sessions.Wobble(block)));

    [Theory]
    [InlineData("p50=5us", 0, "idle: WITHIN its budget\n")]
    [InlineData("p50=1us", 1, "idle: REGRESSED: it costs more than its budget\n")]
    [InlineData("p50=3us", 4, "idle: INCONCLUSIVE: ")]
    [InlineData("idle:p50=5us/1%,error=5%", 0, "idle: WITHIN its budget\n  budget    p50=5us/1%,error=5% (whichever is more), judged by 8 blocks; wrong at most 5 % of the time\n")]
    public async Task Ends_with_the_verdict(string budget, int exitCode, string expected)
    {
        Save(Measured);

        var run = await RunAsync("--budget", budget);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.StandardError));
        Assert.Contains(expected, run.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_invalid_has_its_exit_code_whatever_the_figures()
    {
        Save(Measured.Noted(manifest => manifest with { Outcome = new Outcome(false, ["the tracer was killed"]) }));

        Assert.Equal(3, (await RunAsync("--budget", "p50=1us")).ExitCode);
    }

    [Fact]
    public async Task Controls_that_differ_make_it_invalid()
    {
        Save(Sessions.Of(8, _ => 100, _ => 3, _ => 30));

        Assert.Equal(3, (await RunAsync("--budget", "p50=5us")).ExitCode);
    }

    [Fact]
    public async Task Keeps_the_budgets_that_were_measured_with()
    {
        Save(Measured.Noted(manifest => manifest with { Budgets = new Dictionary<string, string> { ["idle"] = "p50=1us" } }));

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(TextReport.Create(Recording.Load(_folder.Path)), run.StandardOutput);
    }

    [Fact]
    public async Task A_rule_that_is_tried_afterwards_is_marked_as_such()
    {
        Save(Measured);

        var run = await RunAsync("--exclude", "steal=20");
        using var json = JsonDocument.Parse((await RunAsync("--exclude", "steal=20", "--json")).StandardOutput);

        Assert.Contains("the rule steal=20, declared after measuring, left out block 2 (slices over it: off 1, idle 0, off-again 0)", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal([2], json.RootElement.GetProperty("excludedBlocks").EnumerateArray().Select(block => block.GetInt32()));
        // It was tried, not written.
        Assert.Null(Recording.Load(_folder.Path).Manifest.Exclusion);
    }

    [Fact]
    public async Task A_rule_that_lets_a_bad_slice_back_in_makes_it_invalid()
    {
        // Block 2 lost a reply, and was left out for its steal.
        Save(new Recording(
            Measured.Manifest with { Exclusion = "steal=20" },
            [.. Measured.Slices.Select(slice => slice.Block == 2 ? slice with { Problems = ["a reply is missing"] } : slice)]));

        Assert.Equal(0, (await RunAsync("--budget", "p50=5us")).ExitCode);
        var loosened = await RunAsync("--budget", "p50=5us", "--exclude", "steal=100000");

        Assert.Equal(3, loosened.ExitCode);
        Assert.Contains("block 2, idle: a reply is missing", loosened.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_of_one_mode_leaves_the_others_theirs()
    {
        Save(TwoModes("idle", "p50=5us", "log", "p50=1us"));

        Assert.Equal(1, (await RunAsync("--budget", "idle:p50=4us")).ExitCode);
        Assert.Equal(0, (await RunAsync("--budget", "log:p50=4us")).ExitCode);
    }

    [Fact]
    public async Task Budgets_of_a_mode_go_before_those_for_all_and_add_up()
    {
        Save(TwoModes());

        var run = await RunAsync("--budget", "idle:p50=4us", "--budget", "p50=1us", "--budget", "idle:p90=4us");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("idle: WITHIN its budget\n  budget    p50=4us,p90=4us, judged", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("log: REGRESSED: it costs more than its budget\n  budget    p50=1us, judged", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("a budget was chosen after measuring", run.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_without_a_mode_to_judge_is_refused()
    {
        Save(new Recording(Measured.Manifest with { Modes = ["off", "off-again"] }, [.. Measured.Slices.Where(slice => slice.Mode != "idle")]));

        var run = await RunAsync("--budget", "p50=5us");

        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains("--budget is for a mode that is compared with off, and there is none", run.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--budget", "log:p50=5us", "'log:p50=5us' is a budget for 'log', which is not compared with off; compared are idle")]
    [InlineData("--budget", "cheap", "'cheap' is no time")]
    [InlineData("--exclude", "p50=5us", "'p50=5us' excludes nothing")]
    public async Task A_wrong_value_gets_one_line(string option, string value, string expected)
    {
        Save(Measured);

        AssertUsage(expected, await RunAsync(option, value));
    }

    [Fact]
    public async Task A_recording_with_a_broken_budget_gets_one_line()
    {
        Save(Measured.Noted(manifest => manifest with { Budgets = new Dictionary<string, string> { ["idle"] = "cheap" } }));

        AssertUsage("the recording's budget cannot be read: 'cheap' is no time", await RunAsync());
    }

    public void Dispose() => _folder.Dispose();

    private Task<BufferedCommandResult> RunAsync(params string[] arguments) => TestCli.RunAsync(_folder.Path, ["analyse", _folder.Path, .. arguments]);

    private static void AssertUsage(string expected, BufferedCommandResult run)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains(expected, Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private void Save(Recording recording)
    {
        var writer = new RecordingWriter(_folder.Path, recording.Manifest);
        recording.Slices.ToList().ForEach(writer.Add);
        writer.Finish(recording.Manifest.Outcome, recording.Manifest.FinishedAt!.Value);
    }

    private static Recording Disturbed(Recording recording) => recording with
    {
        Slices = [.. recording.Slices.Select(slice => (slice.Block, slice.Mode) is (2, "off")
            ? slice with { Measured = slice.Measured with { Witness = slice.Measured.Witness with { StealMs = 90 } } }
            : slice)],
    };

    /// <summary>The same, and log, which costs what idle does.</summary>
    private static Recording TwoModes(params string[] budgets) => new(
        Measured.Manifest with
        {
            Modes = ["off", "idle", "log", "off-again"],
            Budgets = budgets.Length == 0 ? null : budgets.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]),
        },
        [.. Measured.Slices.SelectMany(slice => slice.Mode == "idle" ? (Slice[])[slice, slice with { Mode = "log" }] : [slice])]);
}
