namespace TraceToll.GitHub.Remote;

/// <summary>What of a pull request is needed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Open">Whether it is open.</param>
/// <param name="Branch">The branch that it wants to have merged.</param>
/// <param name="BranchRepository">The repository of that branch, OWNER/NAME; empty where it has been deleted.</param>
internal sealed record PullRequest(int Number, bool Open, string Branch, string BranchRepository);
