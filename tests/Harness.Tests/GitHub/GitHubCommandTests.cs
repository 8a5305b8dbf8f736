using System.Text;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using TraceToll.GitHub.Nights;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.GitHub;

/// <summary>The commands as a workflow's step runs them.</summary>
public class GitHubCommandTests
{
    [Theory]
    [InlineData("within", "within", 0)]
    [InlineData("regressed", "within", 0)]
    [InlineData("regressed", "inconclusive", 3)]
    [InlineData("regressed", "regressed", 1)]
    [InlineData("regressed", "invalid", 3)]
    [InlineData("invalid", "invalid", 3)]
    public async Task A_night_ends_with_its_exit_code_and_its_summary(string first, string second, int exitCode)
    {
        using var suite = new FakeSuite();
        suite.Session(first == "within" ? 0 : 1, [FakeSuite.Verdict("S.A", first)], ("S.A(testbed: remote, mode: idle)", first == "within" ? "Passed" : "Failed"))
            .Session(second is "within" or "inconclusive" ? 0 : 1, [FakeSuite.Verdict("S.A", second)],
                ("S.A(testbed: remote, mode: idle)", second switch { "within" => "Passed", "inconclusive" => "NotExecuted", _ => "Failed" }));

        var run = await RunAsync(suite.Checkout, [], "nightly", "run", "--dotnet", suite.Program, "--", "--filter", "A=1");
        var summary = await RunAsync(suite.Checkout, [], "nightly", "summary");

        Assert.True(exitCode == run.ExitCode, run.StandardError);
        Assert.Equal(["test", "tests/Overhead", "-c", "Release", "--filter", "A=1"], suite.Arguments(1)![..6]);
        Assert.Contains("night: session 1 ended with", run.StandardError, StringComparison.Ordinal);
        Assert.StartsWith("## Night of ", summary.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(run.StandardOutput, summary.StandardOutput);
    }

    [Fact]
    public async Task A_night_that_is_stopped_gets_one_line()
    {
        using var suite = new FakeSuite();
        suite.Session(0, []).Interrupt();

        var run = await RunAsync(suite.Checkout, [], "nightly", "run", "--dotnet", suite.Program);

        Assert.Equal((3, ""), (run.ExitCode, run.StandardOutput));
        Assert.EndsWith("\ntracetoll: stopped before the end\n", run.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.StandardError, StringComparison.Ordinal);
        Assert.False(File.Exists(Night.PathIn(suite.Checkout)));
    }

    [Fact]
    public async Task Steps_tell_what_they_did()
    {
        await using var world = await GitHubWorld.CreateAsync();
        Nights.Of(0, Nights.Row("A", RowKind.Regressed, RowKind.Regressed)).Write(world.Checkout);

        Assert.Equal((0, "alarm: opened issue 1 for 1 rows\n", ""), Of(await RunAsync(world.Checkout, world.Variables, "nightly", "alarm")));
        Assert.Equal((0, "nothing to restore: nothing is proposed\n", ""), Of(await RunAsync(world.Checkout, world.Variables, "nightly", "restore")));
        Assert.Equal((0, "nothing to propose: nothing was received\n", ""), Of(await RunAsync(world.Checkout, world.Variables, "nightly", "propose")));
        Assert.Equal((1, "no scheduled run of nightly.yml has left a night; opened issue 2\n", ""), Of(await RunAsync(world.Checkout, world.Variables, "nightly", "watch", "--max-age", "26h")));
    }

    [Fact]
    public async Task An_approval_is_read_from_the_event()
    {
        await using var world = await GitHubWorld.CreateAsync();
        world.Measure("amd-2-kvm", "S.A", 3);
        await world.Proposals.ProposeAsync(Nights.Of(0, Nights.Row("A", RowKind.Missing)), CancellationToken.None);
        var path = Path.Combine(world.Checkout, "artifacts", "event.json");
        var hash = world.Hash("amd-2-kvm/S.A");
        File.WriteAllText(path, Event("stranger", hash).ToJsonString());

        var stranger = await RunAsync(world.Checkout, world.Variables, "baseline", "approve", "--event", path);
        world.GitHub.Permissions["keeper"] = "maintain";
        File.WriteAllText(path, Event("keeper", hash).ToJsonString());
        var keeper = await RunAsync(world.Checkout, new(world.Variables) { ["GITHUB_EVENT_PATH"] = path }, "baseline", "approve");

        Assert.Equal((1, ""), (stranger.ExitCode, stranger.StandardError));
        Assert.StartsWith("refused: stranger may not approve baselines", stranger.StandardOutput, StringComparison.Ordinal);
        Assert.Equal((0, $"approved amd-2-kvm/S.A for keeper: {await world.RemoteHeadAsync("tracetoll/baselines/amd-2-kvm/20261124")}\n", ""), Of(keeper));
    }

    [Theory]
    [InlineData("GITHUB_TOKEN", "", "GITHUB_TOKEN is not set, or is no token; in a workflow, give the step")]
    [InlineData("GITHUB_REPOSITORY", "makers", "GITHUB_REPOSITORY is 'makers', and has to be OWNER/NAME")]
    [InlineData("GITHUB_REPOSITORY", "makers/../etc", "GITHUB_REPOSITORY is 'makers/../etc', and has to be OWNER/NAME")]
    [InlineData("GITHUB_API_URL", "file:///etc", "GITHUB_API_URL is 'file:///etc', and has to be an address such as https://api.github.com")]
    public async Task A_setting_that_is_missing_or_wrong_gets_one_line(string name, string value, string expected)
    {
        await using var world = await GitHubWorld.CreateAsync();

        var run = await RunAsync(world.Checkout, new(world.Variables) { [name] = value }, "nightly", "watch");

        Assert.Equal((3, ""), (run.ExitCode, run.StandardOutput));
        Assert.StartsWith($"tracetoll: {expected}", Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(world.GitHub.Requests);
    }

    [Fact]
    public async Task A_night_that_is_not_there_gets_one_line()
    {
        await using var world = await GitHubWorld.CreateAsync();

        var run = await RunAsync(world.Checkout, world.Variables, "nightly", "alarm");

        Assert.Equal((3, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains("night.json is not there: no night has been measured, or it broke off; run `tracetoll nightly run` first", run.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "is no issue_comment event")]
    [InlineData("[", "is no issue_comment event")]
    [InlineData("""{"action":"created","repository":{"full_name":"a/b"},"issue":{"number":1},"comment":{"body":"x","html_url":"y","user":{"login":"../admin"}}}""", "'../admin' is no login")]
    public async Task An_event_of_another_kind_gets_one_line(string content, string expected)
    {
        await using var world = await GitHubWorld.CreateAsync();
        var path = Path.Combine(world.Checkout, "event.json");
        File.WriteAllText(path, content);

        var run = await RunAsync(world.Checkout, world.Variables, "baseline", "approve", "--event", path);

        Assert.Equal((3, ""), (run.ExitCode, run.StandardOutput));
        Assert.Contains(expected, Assert.Single(run.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static JsonObject Event(string login, string hash) => new()
    {
        ["action"] = "created",
        ["repository"] = new JsonObject { ["full_name"] = GitHubStandIn.Repository },
        ["issue"] = new JsonObject { ["number"] = 1, ["pull_request"] = new JsonObject() },
        ["comment"] = new JsonObject
        {
            ["body"] = $"/approve-baseline amd-2-kvm/S.A {hash} it is worth it",
            ["html_url"] = "https://github.example/makers/tracetoll/pull/1#issuecomment-9",
            ["user"] = new JsonObject { ["login"] = login },
        },
    };

    private static (int, string, string) Of(BufferedCommandResult run) => (run.ExitCode, run.StandardOutput, run.StandardError);

    private static async Task<BufferedCommandResult> RunAsync(string folder, Dictionary<string, string> variables, params string[] arguments) =>
        await CliWrap.Cli.Wrap("dotnet").WithArguments([Path.Combine(AppContext.BaseDirectory, "TraceToll.Cli.dll"), .. arguments])
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(environment => variables.ToList().ForEach(variable => environment.Set(variable.Key, variable.Value)))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, Patience.Limit());
}
