using TraceToll.GitHub.Approvals;
using TraceToll.GitHub.Remote;

namespace TraceToll.Cli;

/// <summary>GitHub and git as the environment of a workflow's step describes them.</summary>
internal sealed record GitHubAccess(string Checkout, GitHubSettings Settings, GitHubApi Api, Git Git)
{
    public BaselineProposals Proposals => new(Api, Git, Settings);

    public static GitHubAccess Here()
    {
        var settings = GitHubSettings.Read(Environment.GetEnvironmentVariable);
        return new GitHubAccess(CurrentCheckout.Folder, settings, new GitHubApi(settings), new Git(CurrentCheckout.Folder, settings));
    }
}
