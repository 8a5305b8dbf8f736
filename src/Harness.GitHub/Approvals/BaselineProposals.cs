using TraceToll.Baselines;
using TraceToll.GitHub.Nights;
using TraceToll.GitHub.Remote;

namespace TraceToll.GitHub.Approvals;

/// <summary>One pull request for each environment with what was received and is not approved, kept up from night to night.</summary>
/// <param name="api">GitHub.</param>
/// <param name="git">The checkout in which the night was measured.</param>
/// <param name="settings">The repository.</param>
internal sealed class BaselineProposals(GitHubApi api, Git git, GitHubSettings settings)
{
    private const int Attempts = 3;

    private readonly BaselineStore _measured = new(Path.Combine(git.Folder, "baselines"));

    /// <summary>
    /// Brings the received baselines of open proposals into the checkout, so that what is measured next confirms them, as it does on a
    /// machine that keeps them.
    /// </summary>
    /// <returns>What was done, a sentence each.</returns>
    public async Task<List<string>> RestoreAsync(CancellationToken cancellationToken)
    {
        List<string> told = [];
        foreach (var pull in (await api.OpenPullRequestsAsync()).Where(pull => ProposalBranch.IsOurs(pull, settings)))
        {
            await using var worktree = await Worktree.AddAsync(git, await git.FetchAsync(pull.Branch, cancellationToken), cancellationToken);
            foreach (var pair in new BaselineStore(worktree.Baselines).All().Where(pair => File.Exists(pair.ReceivedPath)))
            {
                Copy(pair, _measured.Of(pair.Environment, pair.Name));
                told.Add($"restored {pair} from pull request {pull.Number}");
            }
        }

        return told.Count > 0 ? told : ["nothing to restore: nothing is proposed"];
    }

    /// <summary>Proposes what the night has received.</summary>
    /// <returns>What was done, a sentence each.</returns>
    public async Task<List<string>> ProposeAsync(Night night, CancellationToken cancellationToken)
    {
        var proposed = Proposed(night).ToLookup(pair => pair.Environment);
        var open = (await api.OpenPullRequestsAsync()).Where(pull => ProposalBranch.IsOurs(pull, settings)).ToList();
        var settled = Settled(night);
        List<string> told = [];
        foreach (var environment in proposed.Select(group => group.Key).Union(settled.Select(name => name.Split('/')[0])).Order(StringComparer.Ordinal))
        {
            var pull = open.Find(each => ProposalBranch.IsFor(each, environment));
            if (pull != null || proposed[environment].Any())
            {
                told.Add(await ProposeAsync(environment, [.. proposed[environment]], settled, pull, night, cancellationToken));
            }
        }

        return told.Count > 0 ? told : ["nothing to propose: nothing was received"];
    }

    /// <summary>What was received; not what the second session has contradicted, or could not tell.</summary>
    private IEnumerable<BaselinePair> Proposed(Night night)
    {
        var doubtful = night.Rows.Where(row => row.IsUnconfirmed || row.IsUnresolved).Select(row => row.Name).ToHashSet();
        return _measured.All().Where(pair => File.Exists(pair.ReceivedPath) && !doubtful.Contains($"{pair}"));
    }

    /// <summary>What is within its baseline again, so that nothing is to be proposed for it any more.</summary>
    private static HashSet<string> Settled(Night night) =>
        [.. night.Rows.Where(row => row.Verdict is { Kind: RowKind.Within, Baseline: not null }).Select(row => row.Verdict.Baseline!)];

    private async Task<string> ProposeAsync(
        string environment, IReadOnlyList<BaselinePair> pairs, HashSet<string> settled, PullRequest? pull, Night night, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var main = await api.DefaultBranchAsync();
            var branch = pull?.Branch ?? await NewBranchAsync(environment, night, cancellationToken);
            await using var worktree = await Worktree.AddAsync(git, await git.FetchAsync(pull == null ? main : branch, cancellationToken), cancellationToken);
            var store = new BaselineStore(worktree.Baselines);
            List<BaselinePair> behind = pull == null ? [] : [.. pairs.Where(pair => IsNewer(pair, store.Of(environment, pair.Name)))];
            await StageAsync(store, pairs, settled, worktree, cancellationToken);
            var changed = await worktree.Git.HasStagedAsync(cancellationToken);
            if (!changed && pull == null)
            {
                return $"nothing to propose for {environment}: {main} has all of it";
            }

            if (changed)
            {
                await worktree.Git.CommitAsync($"Propose baselines of {environment}\n\nNight of {night.StartedAt.UtcDateTime:yyyy-MM-dd}.\n", cancellationToken);
                if (await worktree.Git.PushAsync(branch, cancellationToken) == Push.Moved)
                {
                    continue;
                }
            }

            return await TellAsync(environment, branch, main, pull, store, behind, worktree, cancellationToken);
        }

        throw new GitHubFailureException($"the branch of the proposal for {environment} moved each of the {Attempts} times that it was to be pushed to; start this again when nothing else pushes to it");
    }

    private async Task<string> NewBranchAsync(string environment, Night night, CancellationToken cancellationToken)
    {
        foreach (var name in ProposalBranch.Names(environment, night.StartedAt))
        {
            if (!await git.RemoteHasAsync(name, cancellationToken))
            {
                return name;
            }
        }

        throw new GitHubFailureException($"the remote has no name left for a branch with the baselines of {environment}; delete branches of proposals that are closed");
    }

    private static async Task StageAsync(BaselineStore store, IReadOnlyList<BaselinePair> pairs, HashSet<string> settled, Worktree worktree, CancellationToken cancellationToken)
    {
        List<string> paths = [];
        foreach (var pair in pairs)
        {
            var there = store.Of(pair.Environment, pair.Name);
            // Approved on the branch, and not merged yet: the night went by what is merged. Or the branch is behind it.
            if (SameText(pair.VerifiedPath, there.VerifiedPath))
            {
                Copy(pair, there);
                paths.Add(there.ReceivedPath);
            }
        }

        foreach (var pair in store.All().Where(pair => settled.Contains($"{pair}") && File.Exists(pair.ReceivedPath)))
        {
            BaselineStore.Reject(pair);
            paths.Add(pair.ReceivedPath);
        }

        if (paths.Count > 0)
        {
            // They are ignored, so that nobody commits one by accident.
            await worktree.Git.RunAsync(cancellationToken, ["add", "--force", "--all", "--", .. paths]);
        }
    }

    private async Task<string> TellAsync(
        string environment, string branch, string main, PullRequest? pull, BaselineStore store, List<BaselinePair> behind, Worktree worktree, CancellationToken cancellationToken)
    {
        List<BaselinePair> waiting = [.. store.All().Where(pair => pair.Environment == environment && File.Exists(pair.ReceivedPath))];
        var (title, body) = (ProposalText.Title(environment, waiting.Count), ProposalText.Body(environment, waiting, behind, main, settings.RunUrl));
        if (pull == null)
        {
            return await OpenAsync(environment, branch, main, title, body);
        }

        if (waiting.Count == 0 && behind.Count == 0 && await IsAsOnAsync(main, worktree, cancellationToken))
        {
            await api.CommentAsync(pull.Number, "Nothing is to be approved any more: all that was proposed here is within its baseline again.\n");
            await api.ClosePullRequestAsync(pull.Number);
            return $"closed pull request {pull.Number}: {environment} is within its baselines again";
        }

        await api.UpdatePullRequestAsync(pull.Number, title, body);
        return $"updated pull request {pull.Number} for {environment}: {waiting.Count} wait"
            + (behind.Count == 0 ? "" : $"; not proposed: {string.Join(", ", behind)}, as {main} has newer baselines than {branch}: merge {main} into it first");
    }

    private async Task<string> OpenAsync(string environment, string branch, string main, string title, string body)
    {
        try
        {
            var opened = await api.OpenPullRequestAsync(title, branch, main, body);
            return $"opened pull request {opened.Number} for {environment}";
        }
        catch (GitHubFailureException failed)
        {
            throw new GitHubFailureException($"branch {branch} is pushed, but nothing is proposed yet: {failed.Message}; or open the pull request by hand", failed);
        }
    }

    private async Task<bool> IsAsOnAsync(string main, Worktree worktree, CancellationToken cancellationToken)
    {
        var commit = await git.FetchAsync(main, cancellationToken);
        return (await worktree.Git.RunAsync(cancellationToken, "diff", "--name-only", commit, "HEAD", "--", "baselines")).Trim().Length == 0;
    }

    private static void Copy(BaselinePair from, BaselinePair to)
    {
        Directory.CreateDirectory(to.Folder);
        File.Copy(from.ReceivedPath, to.ReceivedPath, overwrite: true);
    }

    /// <summary>Whether what the night went by was approved after what the branch has.</summary>
    private static bool IsNewer(BaselinePair measured, BaselinePair there) =>
        File.Exists(measured.VerifiedPath) && !SameText(measured.VerifiedPath, there.VerifiedPath) && !(ApprovedAt(there) >= ApprovedAt(measured));

    private static DateTimeOffset? ApprovedAt(BaselinePair pair)
    {
        try
        {
            return pair.ReadApproved()?.Approval?.At;
        }
        catch (InvalidBaselineException)
        {
            return null;
        }
    }

    private static bool SameText(string first, string second) =>
        File.Exists(first) == File.Exists(second) && (!File.Exists(first) || File.ReadAllBytes(first).AsSpan().SequenceEqual(File.ReadAllBytes(second)));
}
