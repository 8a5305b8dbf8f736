using System.Net;
using TraceToll.Baselines;
using TraceToll.GitHub;
using TraceToll.GitHub.Nights;
using Xunit;

namespace TraceToll.Tests.GitHub;

public class BaselineProposalsTests
{
    private const string Environment = "ec2-c5n.xlarge";
    private const string Costs = "Suite.Costs_testbed=remote_mode=idle";
    private const string Other = "Suite.Other_testbed=remote_mode=idle";

    [Fact]
    public async Task Later_nights_update_the_same_pull_request()
    {
        await using var world = await GitHubWorld.CreateAsync();
        world.Measure(Environment, Costs, 3);
        await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Missing));
        var branch = $"{Assert.Single(world.GitHub.Pulls)["head"]!["ref"]}";
        var first = await world.RemoteHeadAsync(branch);
        world.Measure(Environment, Other, 5);

        var told = await ProposeAsync(world, 1, Nights.Row("Costs", RowKind.Missing), Nights.Row("Other", RowKind.Missing));

        Assert.Equal([$"updated pull request 1 for {Environment}: 2 wait"], told);
        Assert.Equal($"Baselines of {Environment}: 2 wait for approval", $"{Assert.Single(world.GitHub.Pulls)["title"]}");
        Assert.Equal(first, await world.RemoteHeadAsync($"{branch}~1"));
        Assert.Equal([$"updated pull request 1 for {Environment}: 2 wait"], await ProposeAsync(world, 2, Nights.Row("Costs", RowKind.Missing)));
        Assert.Equal(first, await world.RemoteHeadAsync($"{branch}~1"));
    }

    [Fact]
    public async Task Each_environment_has_its_own()
    {
        await using var world = await GitHubWorld.CreateAsync();
        world.Measure(Environment, Costs, 3);
        world.Measure("amd-2-kvm", Costs, 3);

        await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Missing));

        Assert.Equal(["tracetoll/baselines/amd-2-kvm/20261124", "tracetoll/baselines/ec2-c5n.xlarge/20261124"], world.GitHub.Pulls.Select(pull => $"{pull["head"]!["ref"]}"));
    }

    [Fact]
    public async Task Shows_old_beside_new_in_code_that_nothing_can_leave()
    {
        await using var world = await ApprovedAsync("because @everyone <img src=x> ``` [said](http://elsewhere)");
        Assert.Equal(BaselineOutcome.Regressed, world.Measure(Environment, Costs, 30).Outcome);

        await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Regressed, RowKind.Regressed));

        var body = $"{Assert.Single(world.GitHub.Pulls)["body"]}";
        Assert.Matches(@"\| p50 +\| +100\.\d \| +100\.\d \| \+3\.0 .*\| \+30\.\d ", body);
        Assert.Contains("| environment ", body, StringComparison.Ordinal);
        Assert.Contains("\n````text\n", body, StringComparison.Ordinal);
        Assert.Contains("([the last one](https://github.example/makers/tracetoll/actions/runs/77))", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Within")]
    [InlineData("Inconclusive")]
    public async Task What_the_second_session_did_not_confirm_is_not_proposed(string again)
    {
        await using var world = await ApprovedAsync("so be it");
        world.Measure(Environment, Costs, 30);

        Assert.Equal(["nothing to propose: nothing was received"], await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Regressed, Enum.Parse<RowKind>(again))));
        Assert.Empty(world.GitHub.Pulls);
    }

    [Fact]
    public async Task What_main_has_a_newer_baseline_of_waits_until_main_is_merged()
    {
        await using var world = await ApprovedAsync("so be it");
        world.Measure(Environment, Costs, 30);
        await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Regressed, RowKind.Regressed));
        var branch = $"{Assert.Single(world.GitHub.Pulls)["head"]!["ref"]}";
        var head = await world.RemoteHeadAsync(branch);
        world.Baselines.Accept(world.Baselines.Find(Costs), new Approval("keeper", Nights.First.AddDays(1), "on main"));
        await world.PushMainAsync("Approve another");
        world.Measure(Environment, Costs, 60);

        var told = await ProposeAsync(world, 2, Nights.Row("Costs", RowKind.Regressed, RowKind.Regressed));

        Assert.Equal([$"updated pull request 1 for {Environment}: 1 wait; not proposed: {Environment}/{Costs}, as main has newer baselines than {branch}: merge main into it first"], told);
        Assert.Equal(head, await world.RemoteHeadAsync(branch));
        Assert.Contains($"Not proposed, as `main` has newer baselines of these than this branch: merge it into this branch first.\n\n- `{Environment}/{Costs}`\n", $"{world.GitHub.Pulls[0]["body"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_within_again_is_taken_back_and_the_pull_request_closed()
    {
        await using var world = await ApprovedAsync("so be it");
        world.Measure(Environment, Costs, 30);
        await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Regressed, RowKind.Regressed));
        Assert.Equal(BaselineOutcome.Within, world.Measure(Environment, Costs, 3).Outcome);

        var told = await ProposeAsync(world, 1, Nights.Row("Costs", RowKind.Within));

        var pull = Assert.Single(world.GitHub.Pulls);
        Assert.Equal([$"closed pull request 1: {Environment} is within its baselines again"], told);
        Assert.Equal("closed", $"{pull["state"]}");
        Assert.DoesNotContain(await world.RemoteFilesAsync($"{pull["head"]!["ref"]}"), file => file.Contains("received", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_approved_and_not_merged_yet_is_not_proposed_again()
    {
        await using var world = await GitHubWorld.CreateAsync();
        world.GitHub.Permissions["keeper"] = "write";
        world.Measure(Environment, Costs, 3);
        await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Missing));
        await world.Approval.HandleAsync(GitHubWorld.Comment(1, "keeper", $"/approve-baseline {Costs} {world.Hash(Costs)} so be it"), CancellationToken.None);
        world.Measure(Environment, Costs, 3);

        var told = await ProposeAsync(world, 1, Nights.Row("Costs", RowKind.Missing));

        Assert.Equal([$"updated pull request 1 for {Environment}: 0 wait"], told);
        Assert.Equal([".gitignore", $"baselines/{Environment}/{Costs}.verified.json"], await world.RemoteFilesAsync($"{world.GitHub.Pulls[0]["head"]!["ref"]}"));
        Assert.Equal($"Baselines of {Environment}: all approved", $"{world.GitHub.Pulls[0]["title"]}");
    }

    [Fact]
    public async Task After_one_that_was_closed_another_branch_is_taken()
    {
        await using var world = await GitHubWorld.CreateAsync();
        world.Measure(Environment, Costs, 3);
        await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Missing));
        world.GitHub.Pulls[0]["state"] = "closed";

        await ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Missing));

        Assert.Equal($"tracetoll/baselines/{Environment}/20261124-2", $"{world.GitHub.Pulls[1]["head"]!["ref"]}");
    }

    [Fact]
    public async Task A_pull_request_that_is_not_let_be_opened_is_an_error_that_names_the_branch()
    {
        await using var world = await GitHubWorld.CreateAsync();
        world.Measure(Environment, Costs, 3);
        world.GitHub.Fault = request => request == "POST /pulls"
            ? (HttpStatusCode.Forbidden, """{"message":"GitHub Actions is not permitted to create or approve pull requests."}""", [])
            : null;

        var failed = await Assert.ThrowsAsync<GitHubFailureException>(() => ProposeAsync(world, 0, Nights.Row("Costs", RowKind.Missing)));

        Assert.StartsWith($"branch tracetoll/baselines/{Environment}/20261124 is pushed, but nothing is proposed yet: GitHub refused to open a pull request: 403 (GitHub Actions is not permitted", failed.Message, StringComparison.Ordinal);
        Assert.Contains("`Settings > Actions > General`", failed.Message, StringComparison.Ordinal);
    }

    private static Task<List<string>> ProposeAsync(GitHubWorld world, int day, params NightRow[] rows) => world.Proposals.ProposeAsync(Nights.Of(day, rows), CancellationToken.None);

    /// <summary>A world in which idle may add 3 us, for that reason.</summary>
    private static async Task<GitHubWorld> ApprovedAsync(string reason)
    {
        var world = await GitHubWorld.CreateAsync();
        world.Measure(Environment, Costs, 3);
        world.Baselines.Accept(world.Baselines.Find(Costs), new Approval("keeper", Nights.First, reason));
        await world.PushMainAsync("Approve");
        return world;
    }
}
