using TraceToll.Baselines;
using TraceToll.GitHub.Remote;

namespace TraceToll.GitHub.Approvals;

/// <summary>
/// Carries out <c>/approve-baseline</c>: whose comment it is decides whether, and what it says is only ever compared with names that
/// are there. Nothing of the proposal's branch is run.
/// </summary>
/// <param name="api">GitHub.</param>
/// <param name="git">A checkout of the repository.</param>
/// <param name="settings">The repository.</param>
/// <param name="time">The time.</param>
internal sealed class BaselineApproval(GitHubApi api, Git git, GitHubSettings settings, TimeProvider time)
{
    private const int Attempts = 3;

    // What GitHub calls it; those who maintain are among those who write.
    private static readonly string[] MayApprove = ["admin", "maintain", "write"];

    /// <summary>Does what a comment asks for, and replies.</summary>
    /// <returns>What became of it, in a sentence.</returns>
    public async Task<(ApprovalEnd End, string Told)> HandleAsync(CommentEvent comment, CancellationToken cancellationToken)
    {
        if (!comment.IsPullRequest || comment.Action != "created" || !ApprovalRequest.IsMeant(comment.Text))
        {
            return (ApprovalEnd.Ignored, $"nothing to do: that is no new comment of a pull request that begins with {ApprovalRequest.Command}");
        }

        if (!comment.Repository.Equals(settings.FullName, StringComparison.OrdinalIgnoreCase))
        {
            throw new GitHubFailureException($"the comment is one of {OneLine.Of(comment.Repository)}, and GITHUB_REPOSITORY is {settings.FullName}; start this in the workflow of that repository");
        }

        Approved approved;
        try
        {
            var branch = await CheckedBranchAsync(comment);
            approved = await ApproveAsync(branch, Parsed(comment), comment, cancellationToken);
        }
        catch (ApprovalRefusedException refused)
        {
            await api.CommentAsync(comment.Number, $"Nothing was approved:\n\n{Markdown.Block(refused.Message)}");
            return (ApprovalEnd.Refused, $"refused: {refused.Message}");
        }
        catch (PushUnknownException unknown)
        {
            await TryToReplyAsync(comment, $"It is not known whether that was approved: see whether the branch has the commit before the comment is written again:\n\n{Markdown.Block(unknown.Message)}");
            throw;
        }
        catch (GitHubFailureException failed)
        {
            await TryToReplyAsync(comment, $"Nothing was approved, as something failed; the comment can be written again later:\n\n{Markdown.Block(failed.Message)}");
            throw;
        }

        await ReplyAsync(comment, approved);
        return (ApprovalEnd.Approved, $"approved {approved.Pair} for {comment.Login}: {approved.Commit}");
    }

    /// <summary>Who asks comes before what is asked.</summary>
    private async Task<string> CheckedBranchAsync(CommentEvent comment)
    {
        var permission = await api.PermissionAsync(comment.Login);
        if (!MayApprove.Contains(permission))
        {
            throw new ApprovalRefusedException($"{comment.Login} may not approve baselines: that takes write access to {settings.FullName}, and the permission is '{OneLine.Of(permission)}'; ask somebody who has it");
        }

        var pull = await api.PullRequestAsync(comment.Number);
        return ProposalBranch.IsOurs(pull, settings)
            ? pull.Branch
            : throw new ApprovalRefusedException("this is no open proposal of baselines from a branch of this repository: comment on one that `tracetoll nightly propose` has opened");
    }

    private static ApprovalRequest Parsed(CommentEvent comment)
    {
        try
        {
            return ApprovalRequest.Parse(comment.Text);
        }
        catch (FormatException wrong)
        {
            throw new ApprovalRefusedException(wrong.Message);
        }
    }

    private async Task<Approved> ApproveAsync(string branch, ApprovalRequest request, CommentEvent comment, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await using var worktree = await Worktree.AddAsync(git, await git.FetchAsync(branch, cancellationToken), cancellationToken);
            var store = new BaselineStore(worktree.Baselines);
            var pair = Find(store, request.Name);
            RequireRead(pair, request.Hash);
            Accept(store, pair, new Approval(comment.Login, time.GetUtcNow(), request.Reason), worktree);
            await worktree.Git.RunAsync(cancellationToken, "add", "--force", "--all", "--", pair.VerifiedPath, pair.ReceivedPath);
            var commit = await worktree.Git.CommitAsync(Message(pair, request, comment), cancellationToken);
            if (await worktree.Git.PushAsync(branch, cancellationToken) == Push.Done)
            {
                return new Approved(pair, request.Reason, commit, [.. Waiting(store)]);
            }
        }

        throw new ApprovalRefusedException($"the branch {branch} moved each of the {Attempts} times that it was to be pushed to: write the comment again when nothing else pushes to it");
    }

    /// <summary>Among what is there, by its whole name: no path is ever made of what somebody wrote.</summary>
    private static BaselinePair Find(BaselineStore store, string name)
    {
        List<BaselinePair> waiting = [.. Waiting(store)];
        List<BaselinePair> found = [.. waiting.Where(pair => $"{pair}" == name || pair.Name == name)];
        return found switch
        {
            [var only] => only,
            [] => throw new ApprovalRefusedException($"nothing of the name '{OneLine.Of(name, 300)}' waits to be approved here; "
                + (waiting.Count == 0 ? "nothing does" : $"what waits is\n  {string.Join("\n  ", waiting.Take(50))}")),
            _ => throw new ApprovalRefusedException($"'{OneLine.Of(name, 300)}' waits in several environments; say which:\n  {string.Join("\n  ", found)}"),
        };
    }

    /// <summary>Who pushes to the branch after somebody has read it is not to choose what gets approved.</summary>
    private static void RequireRead(BaselinePair pair, string hash)
    {
        if (ReceivedHash.Of(pair) != hash)
        {
            throw new ApprovalRefusedException($"what waits as {pair} is not {hash}: it was measured again or changed after that was proposed; read the proposal as it is now, and copy its line");
        }
    }

    private static IEnumerable<BaselinePair> Waiting(BaselineStore store) => store.All().Where(pair => File.Exists(pair.ReceivedPath));

    private static void Accept(BaselineStore store, BaselinePair pair, Approval approval, Worktree worktree)
    {
        try
        {
            store.Accept(pair, approval);
        }
        catch (AcceptanceRefusedException refused)
        {
            throw new ApprovalRefusedException(refused.Message);
        }
        catch (Exception unusable) when (unusable is InvalidBaselineException or FormatException)
        {
            // Where it lies on this machine is nobody's business there.
            throw new ApprovalRefusedException(unusable.Message.Replace(worktree.Git.Folder + "/", "", StringComparison.Ordinal));
        }
    }

    private string Message(BaselinePair pair, ApprovalRequest request, CommentEvent comment)
    {
        var source = comment.Url.StartsWith(settings.Server.ToString(), StringComparison.Ordinal) ? $"Comment: {OneLine.Of(comment.Url)}\n" : "";
        return $"Approve baseline {pair}\n\nReason: {request.Reason}\n\nApproved-by: {comment.Login}\n{source}";
    }

    private async Task ReplyAsync(CommentEvent comment, Approved approved)
    {
        var waiting = approved.Waiting.Count == 0
            ? "Nothing waits any more: this can be merged.\n"
            : $"Still waiting, and not to be merged before:\n\n{string.Concat(approved.Waiting.Select(pair => $"- {Markdown.Code($"{pair}")}\n"))}";
        try
        {
            await api.CommentAsync(comment.Number,
                $"Approved {Markdown.Code($"{approved.Pair}")} in {approved.Commit}, for {Markdown.Code(comment.Login)}: {Markdown.Code(approved.Reason)}\n\n{waiting}");
        }
        catch (GitHubFailureException failed)
        {
            throw new GitHubFailureException($"{approved.Pair} is approved and pushed as {approved.Commit}, but nobody was told: {failed.Message}", failed);
        }
    }

    private async Task TryToReplyAsync(CommentEvent comment, string text)
    {
        try
        {
            await api.CommentAsync(comment.Number, text);
        }
        catch (GitHubFailureException)
        {
            // What failed first is what is reported.
        }
    }

    private sealed record Approved(BaselinePair Pair, string Reason, string Commit, IReadOnlyList<BaselinePair> Waiting);
}
