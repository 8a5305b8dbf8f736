using System.Net;
using TraceToll.Baselines;
using TraceToll.GitHub;
using TraceToll.GitHub.Approvals;
using TraceToll.GitHub.Nights;
using TraceToll.GitHub.Remote;
using Xunit;

namespace TraceToll.Tests.GitHub;

public class BaselineApprovalTests
{
    private const string Environment = "ec2-c5n.xlarge";
    private const string Name = "Suite.Costs_testbed=remote_mode=idle";
    private const string Folder = $"baselines/{Environment}/{Name}";

    [Fact]
    public async Task The_way_from_what_was_measured_to_what_is_approved()
    {
        await using var world = await GitHubWorld.CreateAsync();
        Assert.Equal(BaselineOutcome.Missing, world.Measure(Environment, Name, 3).Outcome);

        // The night proposes ...
        var told = await world.Proposals.ProposeAsync(Nights.Of(0, Nights.Row("Costs", RowKind.Missing)), CancellationToken.None);
        var pull = Assert.Single(world.GitHub.Pulls);
        var (number, branch) = ((int)pull["number"]!, $"{pull["head"]!["ref"]}");
        Assert.Equal([$"opened pull request {number} for {Environment}"], told);
        Assert.Equal(($"tracetoll/baselines/{Environment}/20261124", "main"), (branch, $"{pull["onto"]}"));
        var hash = world.Hash($"{Environment}/{Name}");
        Assert.Equal([".gitignore", $"{Folder}.received.json"], await world.RemoteFilesAsync(branch));

        // ... a stranger is refused ...
        var proposed = await world.RemoteHeadAsync(branch);
        world.GitHub.Permissions["stranger"] = "read";
        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "stranger", $"/approve-baseline {Name} {hash} let me"), CancellationToken.None);
        Assert.Equal((ApprovalEnd.Refused, proposed), (end, await world.RemoteHeadAsync(branch)));
        Assert.Contains("stranger may not approve baselines: that takes write access to makers/tracetoll, and the permission is 'read'", why, StringComparison.Ordinal);
        Assert.Contains("Nothing was approved", world.GitHub.Comments[^1].Text, StringComparison.Ordinal);

        // ... a maintainer is not.
        world.GitHub.Permissions["keeper"] = "write";
        (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Environment}/{Name} {hash} it is $(worth) `that`"), CancellationToken.None);
        Assert.Equal((ApprovalEnd.Approved, $"approved {Environment}/{Name} for keeper: {await world.RemoteHeadAsync(branch)}"), (end, why));
        Assert.Equal([".gitignore", $"{Folder}.verified.json"], await world.RemoteFilesAsync(branch));
        var approved = BaselineFile.Parse((await world.RemoteFileAsync(branch, $"{Folder}.verified.json"))!.TrimStart('\uFEFF'), "it");
        Assert.Equal(new Approval("keeper", new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero), "it is $(worth) `that`"), approved.Approval);
        Assert.Contains("Nothing waits any more: this can be merged.", world.GitHub.Comments[^1].Text, StringComparison.Ordinal);
        Assert.Equal(
            $"Approve baseline {Environment}/{Name}\n\nReason: it is $(worth) `that`\n\nApproved-by: keeper\nComment: https://github.example/makers/tracetoll/pull/{number}#issuecomment-1\n",
            await GitHubWorld.RunGitAsync(world.Remote, "log", "-1", "--format=%B", branch) is var message ? message.TrimEnd('\n') + "\n" : "");
        Assert.Equal(proposed, await world.RemoteHeadAsync($"{branch}~1"));

        // Merged, it is what the next night goes by.
        await GitHubWorld.RunGitAsync(world.Checkout, "pull", "--quiet", "origin", branch);
        Assert.Equal(BaselineOutcome.Within, world.Measure(Environment, Name, 3).Outcome);
        Assert.Equal(BaselineOutcome.Regressed, world.Measure(Environment, Name, 40).Outcome);
    }

    [Theory]
    [InlineData("nobody", "Suite", "'none'")]
    [InlineData("reader", "Suite", "'read'")]
    [InlineData("keeper", "../../.gitignore", "nothing of the name '../../.gitignore' waits to be approved here; what waits is\n  ec2-c5n.xlarge/Suite.Costs")]
    [InlineData("keeper", "Suite.Costs*", "nothing of the name 'Suite.Costs*' waits")]
    [InlineData("keeper", "", "lacks the name, the hash or the reason")]
    public async Task What_is_refused_changes_nothing_and_is_told(string login, string name, string expected)
    {
        await using var world = await ProposedAsync();
        var (number, branch, head) = await OnlyAsync(world);
        (world.GitHub.Permissions["keeper"], world.GitHub.Permissions["reader"]) = ("admin", "read");

        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, login, $"/approve-baseline {name} {world.Hash(Name)} why"), CancellationToken.None);

        Assert.Equal((ApprovalEnd.Refused, head), (end, await world.RemoteHeadAsync(branch)));
        Assert.Contains(expected, why, StringComparison.Ordinal);
        Assert.Equal(number, Assert.Single(world.GitHub.Comments).Number);
        Assert.Contains(expected, world.GitHub.Comments[0].Text, StringComparison.Ordinal);
        // Where it is done is nobody's business.
        Assert.DoesNotContain("/tmp/", world.GitHub.Comments[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tracetoll/baselines/ec2-c5n.xlarge/20261124", "stranger/tracetoll", "open")]
    [InlineData("tracetoll/baselines/ec2-c5n.xlarge/20261124", "makers/tracetoll", "closed")]
    [InlineData("feature", "makers/tracetoll", "open")]
    [InlineData("tracetoll/baselines/ec2-c5n.xlarge/20261124", "", "open")]
    public async Task A_pull_request_that_is_not_ours_is_refused(string branch, string repository, string state)
    {
        await using var world = await ProposedAsync();
        world.GitHub.Permissions["keeper"] = "admin";
        var hash = world.Hash(Name);
        var number = world.GitHub.AddPull(branch, repository, state);

        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {hash} why"), CancellationToken.None);

        Assert.Equal(ApprovalEnd.Refused, end);
        Assert.Contains("this is no open proposal of baselines from a branch of this repository", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_too_few_sessions_have_confirmed_is_refused_with_the_reason()
    {
        await using var world = await ProposedAsync(sessions: 2);
        var (number, branch, head) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";

        var (end, _) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} why"), CancellationToken.None);

        Assert.Equal((ApprovalEnd.Refused, head), (end, await world.RemoteHeadAsync(branch)));
        Assert.Contains("1 of the 2 sessions that have to agree", world.GitHub.Comments[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_night_restores_is_confirmed_by_the_next_session()
    {
        await using var world = await ProposedAsync(sessions: 2);
        var (number, branch, _) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        // The next night has a checkout of its own.
        BaselineStore.Reject(world.Baselines.Find(Name));

        Assert.Equal([$"restored {Environment}/{Name} from pull request {number}"], await world.Proposals.RestoreAsync(CancellationToken.None));
        world.Measure(Environment, Name, 3, sessions: 2);
        Assert.Equal([$"updated pull request {number} for {Environment}: 1 wait"], await world.Proposals.ProposeAsync(Nights.Of(1, Nights.Row("Costs", RowKind.Missing)), CancellationToken.None));
        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} twice"), CancellationToken.None);

        Assert.True(end == ApprovalEnd.Approved, why);
        Assert.NotNull(await world.RemoteFileAsync(branch, $"{Folder}.verified.json"));
    }

    [Fact]
    public async Task What_came_to_the_branch_after_it_was_read_is_refused()
    {
        await using var world = await ProposedAsync();
        var (number, branch, _) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        var read = world.Hash(Name);
        world.Measure(Environment, Name, 40);
        await world.Proposals.ProposeAsync(Nights.Of(1, Nights.Row("Costs", RowKind.Missing)), CancellationToken.None);
        var head = await world.RemoteHeadAsync(branch);

        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {read} why"), CancellationToken.None);

        Assert.Equal((ApprovalEnd.Refused, head), (end, await world.RemoteHeadAsync(branch)));
        Assert.Equal($"refused: what waits as {Environment}/{Name} is not {read}: it was measured again or changed after that was proposed; read the proposal as it is now, and copy its line", why);
        (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} why"), CancellationToken.None);
        Assert.True(end == ApprovalEnd.Approved, why);
    }

    [Fact]
    public async Task A_received_file_that_was_tampered_with_is_refused()
    {
        await using var world = await ProposedAsync();
        var (number, branch, _) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        await GitHubWorld.RunGitAsync(world.Checkout, "fetch", "--quiet", "origin", branch);
        await GitHubWorld.RunGitAsync(world.Checkout, "checkout", "--quiet", "--force", "FETCH_HEAD");
        var file = Path.Combine(world.Checkout, $"{Folder}.received.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"sessionsRequired\": 1", "\"sessionsRequired\": 3", StringComparison.Ordinal));
        await GitHubWorld.RunGitAsync(world.Checkout, "commit", "--quiet", "--all", "-m", "Tamper");
        await GitHubWorld.RunGitAsync(world.Checkout, "push", "--quiet", "origin", $"HEAD:{branch}");

        // Nor does it help to have read it.
        var hash = ReceivedHash.Of(world.Baselines.Find(Name));

        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {hash} why"), CancellationToken.None);

        Assert.Equal(ApprovalEnd.Refused, end);
        Assert.Contains($"refused: {Folder}.received.json is not as it was written", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remote_that_refuses_the_push_is_an_error_that_is_told()
    {
        await using var world = await ProposedAsync();
        var (number, branch, head) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        world.Hook("pre-receive", "echo protected >&2\nexit 1\n");

        var failed = await Assert.ThrowsAsync<GitHubFailureException>(() =>
            world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} why"), CancellationToken.None));

        Assert.Equal($"the remote refused the push to {branch} ([remote rejected] (pre-receive hook declined)); give the token `contents: write`, and see that no rule protects that branch", failed.Message);
        Assert.Equal(head, await world.RemoteHeadAsync(branch));
        Assert.Contains("Nothing was approved, as something failed", Assert.Single(world.GitHub.Comments).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_that_moves_meanwhile_is_tried_again_and_never_overwritten()
    {
        await using var world = await ProposedAsync();
        var (number, branch, _) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        // Moves the branch under the first push, from the side of the remote, where it cannot be seen before.
        world.Hook("pre-receive", $"""
            [ -e moved ] && exit 0
            touch moved
            unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
            export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x
            git update-ref refs/heads/{branch} "$(git commit-tree -p {branch} -m Meanwhile {branch}^{"{tree}"})"

            """);

        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} why"), CancellationToken.None);

        Assert.True(end == ApprovalEnd.Approved, why);
        Assert.Equal("Meanwhile\n", await GitHubWorld.RunGitAsync(world.Remote, "log", "-1", "--format=%s", $"{branch}~1"));
    }

    [Fact]
    public async Task A_push_that_breaks_off_after_the_remote_has_it_is_an_approval()
    {
        await using var world = await ProposedAsync();
        var (number, branch, _) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        world.Hook("reference-transaction", "if [ \"$1\" = committed ]; then kill -KILL \"$PPID\"; fi\n");

        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} why"), CancellationToken.None);

        Assert.Equal((ApprovalEnd.Approved, $"approved {Environment}/{Name} for keeper: {await world.RemoteHeadAsync(branch)}"), (end, why));
        Assert.StartsWith("Approved ", Assert.Single(world.GitHub.Comments).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_that_breaks_off_and_leaves_nobody_to_ask_claims_nothing()
    {
        await using var world = await ProposedAsync();
        var (number, _, _) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        world.Hook("reference-transaction", "if [ \"$1\" = committed ]; then rm HEAD; kill -KILL \"$PPID\"; fi\n");

        var failed = await Assert.ThrowsAsync<PushUnknownException>(() =>
            world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} why"), CancellationToken.None));

        Assert.Contains("; nor could the remote be asked whether tracetoll/baselines/", failed.Message, StringComparison.Ordinal);
        Assert.StartsWith("It is not known whether that was approved: ", Assert.Single(world.GitHub.Comments).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_after_the_push_does_not_take_the_approval_back()
    {
        await using var world = await ProposedAsync();
        var (number, branch, _) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        // From then on nothing can be done in the checkout, and its worktree cannot be taken away.
        world.Hook("post-receive", $"echo gone >'{world.Checkout}/.git/HEAD'\n");

        var (end, why) = await world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} why"), CancellationToken.None);

        Assert.Equal((ApprovalEnd.Approved, $"approved {Environment}/{Name} for keeper: {await world.RemoteHeadAsync(branch)}"), (end, why));
    }

    [Fact]
    public async Task An_approval_that_nobody_could_be_told_of_is_reported_as_done()
    {
        await using var world = await ProposedAsync();
        var (number, branch, _) = await OnlyAsync(world);
        world.GitHub.Permissions["keeper"] = "write";
        world.GitHub.Fault = request => request.EndsWith("/comments", StringComparison.Ordinal) ? (HttpStatusCode.BadGateway, "{}", []) : null;

        var failed = await Assert.ThrowsAsync<GitHubFailureException>(() =>
            world.Approval.HandleAsync(GitHubWorld.Comment(number, "keeper", $"/approve-baseline {Name} {world.Hash(Name)} why"), CancellationToken.None));

        Assert.Equal(
            $"{Environment}/{Name} is approved and pushed as {await world.RemoteHeadAsync(branch)}, but nobody was told: GitHub could not comment on {number}: 502, it is failing; start this again later",
            failed.Message);
    }

    [Theory]
    [InlineData("created", true, "nice work")]
    [InlineData("edited", true, "/approve-baseline A.B why")]
    [InlineData("created", false, "/approve-baseline A.B why")]
    public async Task Other_comments_are_none_of_its_business(string action, bool isPull, string text)
    {
        await using var world = await GitHubWorld.CreateAsync();

        var (end, _) = await world.Approval.HandleAsync(GitHubWorld.Comment(1, "anybody", text) with { Action = action, IsPullRequest = isPull }, CancellationToken.None);

        Assert.Equal(ApprovalEnd.Ignored, end);
        Assert.Empty(world.GitHub.Requests);
    }

    /// <summary>A world in which one baseline is proposed.</summary>
    private static async Task<GitHubWorld> ProposedAsync(int sessions = 1)
    {
        var world = await GitHubWorld.CreateAsync();
        world.Measure(Environment, Name, 3, sessions);
        await world.Proposals.ProposeAsync(Nights.Of(0, Nights.Row("Costs", RowKind.Missing)), CancellationToken.None);
        return world;
    }

    private static async Task<(int Number, string Branch, string Head)> OnlyAsync(GitHubWorld world)
    {
        var pull = Assert.Single(world.GitHub.Pulls);
        var branch = $"{pull["head"]!["ref"]}";
        return ((int)pull["number"]!, branch, await world.RemoteHeadAsync(branch));
    }
}
