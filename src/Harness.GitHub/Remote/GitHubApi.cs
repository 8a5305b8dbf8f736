using Octokit;

namespace TraceToll.GitHub.Remote;

/// <summary>What is asked of GitHub. Every method throws <see cref="GitHubFailureException"/> when it was not done.</summary>
internal sealed class GitHubApi
{
    private const string WriteIssues = "issues: write";
    private const string WritePullRequests = "pull-requests: write";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly GitHubClient _client;
    private readonly GitHubSettings _settings;

    public GitHubApi(GitHubSettings settings)
    {
        _settings = settings;
        // By a connection: a client that is given an address takes it for that of an enterprise server, and adds to it.
        _client = new GitHubClient(new Connection(
            new ProductHeaderValue("tracetoll"), settings.Api, new Octokit.Internal.InMemoryCredentialStore(new Credentials(settings.Token))));
        _client.SetRequestTimeout(Patience);
    }

    private (string Owner, string Name) Here => (_settings.Owner, _settings.Repository);

    public Task<string> DefaultBranchAsync() => AskAsync("tell the default branch", "contents: read",
        async () => (await _client.Repository.Get(Here.Owner, Here.Name)).DefaultBranch);

    /// <summary>What GitHub calls the person's permission: admin, write, read or none.</summary>
    public Task<string> PermissionAsync(string login) => AskAsync("tell what a person may do", "metadata: read", async () =>
    {
        try
        {
            return (await _client.Repository.Collaborator.ReviewPermission(Here.Owner, Here.Name, login)).Permission;
        }
        catch (NotFoundException)
        {
            return "none";
        }
    });

    /// <summary>The open issues with this label, the oldest first.</summary>
    public Task<List<TrackedIssue>> OpenIssuesAsync(IssueLabel label) => AskAsync("list the issues", "issues: read", async () =>
    {
        var request = new RepositoryIssueRequest { State = ItemStateFilter.Open, SortProperty = IssueSort.Created, SortDirection = SortDirection.Ascending };
        request.Labels.Add(label.Name);
        var issues = await _client.Issue.GetAllForRepository(Here.Owner, Here.Name, request);
        return issues.Where(issue => issue.PullRequest == null).Select(Tracked).ToList();
    });

    /// <summary>Opens an issue, with its label; the label is made where it is not there.</summary>
    public async Task<TrackedIssue> OpenIssueAsync(IssueLabel label, string title, string body)
    {
        await AskAsync("make a label", WriteIssues, () => EnsureAsync(label));
        return await AskAsync("open an issue", WriteIssues, async () =>
        {
            var issue = new NewIssue(title) { Body = body };
            issue.Labels.Add(label.Name);
            return Tracked(await _client.Issue.Create(Here.Owner, Here.Name, issue));
        });
    }

    public Task UpdateIssueAsync(int number, string body) => AskAsync($"update issue {number}", WriteIssues,
        () => _client.Issue.Update(Here.Owner, Here.Name, number, new IssueUpdate { Body = body }));

    public Task CloseIssueAsync(int number, string body) => AskAsync($"close issue {number}", WriteIssues,
        () => _client.Issue.Update(Here.Owner, Here.Name, number, new IssueUpdate { Body = body, State = ItemState.Closed, StateReason = ItemStateReason.Completed }));

    /// <summary>Writes below an issue or a pull request.</summary>
    public Task CommentAsync(int number, string text) => AskAsync($"comment on {number}", $"{WriteIssues}` and `{WritePullRequests}",
        () => _client.Issue.Comment.Create(Here.Owner, Here.Name, number, text));

    public Task<List<PullRequest>> OpenPullRequestsAsync() => AskAsync("list the pull requests", "pull-requests: read", async () =>
        (await _client.PullRequest.GetAllForRepository(Here.Owner, Here.Name, new PullRequestRequest { State = ItemStateFilter.Open })).Select(Known).ToList());

    public Task<PullRequest> PullRequestAsync(int number) => AskAsync($"show pull request {number}", "pull-requests: read",
        async () => Known(await _client.PullRequest.Get(Here.Owner, Here.Name, number)));

    public Task<PullRequest> OpenPullRequestAsync(string title, string branch, string onto, string body) => AskAsync(
        "open a pull request", $"{WritePullRequests}` and let workflows create pull requests in `Settings > Actions > General",
        async () => Known(await _client.PullRequest.Create(Here.Owner, Here.Name, new NewPullRequest(title, branch, onto) { Body = body })));

    public Task UpdatePullRequestAsync(int number, string title, string body) => AskAsync($"update pull request {number}", WritePullRequests,
        () => _client.PullRequest.Update(Here.Owner, Here.Name, number, new PullRequestUpdate { Title = title, Body = body }));

    public Task ClosePullRequestAsync(int number) => AskAsync($"close pull request {number}", WritePullRequests,
        () => _client.PullRequest.Update(Here.Owner, Here.Name, number, new PullRequestUpdate { State = ItemState.Closed }));

    /// <summary>The last scheduled runs of a workflow that have ended, the newest first.</summary>
    public Task<List<WorkflowNight>> EndedNightsAsync(string workflow) => AskAsync($"list the runs of {workflow}", "actions: read", async () =>
    {
        var request = new WorkflowRunsRequest { Event = "schedule", Status = CheckRunStatusFilter.Completed };
        var runs = await _client.Actions.Workflows.Runs.ListByWorkflow(Here.Owner, Here.Name, workflow, request, new ApiOptions { PageSize = 50, PageCount = 1 });
        return runs.WorkflowRuns.Select(run => new WorkflowNight(run.Id, run.CreatedAt, run.Conclusion?.StringValue ?? "", run.HtmlUrl ?? ""))
            .OrderByDescending(night => night.StartedAt).ToList();
    });

    /// <summary>Whether a run has left an artifact of that name.</summary>
    public Task<bool> HasArtifactAsync(long run, string name) => AskAsync("list the artifacts of a run", "actions: read", async () =>
        (await _client.Actions.Artifacts.ListWorkflowArtifacts(Here.Owner, Here.Name, run, new ListArtifactsRequest { Name = name })).Artifacts.Any(artifact => artifact.Name == name));

    private async Task<bool> EnsureAsync(IssueLabel label)
    {
        try
        {
            await _client.Issue.Labels.Get(Here.Owner, Here.Name, label.Name);
        }
        catch (NotFoundException)
        {
            await _client.Issue.Labels.Create(Here.Owner, Here.Name, new NewLabel(label.Name, label.Color) { Description = label.Description });
        }

        return true;
    }

    private static TrackedIssue Tracked(Issue issue) => new(issue.Number, issue.Body ?? "");

    private static PullRequest Known(Octokit.PullRequest pull) =>
        new(pull.Number, pull.State.StringValue == "open", pull.Head.Ref, pull.Head.Repository?.FullName ?? "");

    private static async Task<T> AskAsync<T>(string doing, string permission, Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (Exception failed) when (GitHubErrors.Explain(doing, permission, failed) is { } sentence)
        {
            throw new GitHubFailureException(sentence, failed);
        }
    }
}
