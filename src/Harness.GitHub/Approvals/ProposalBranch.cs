using System.Globalization;
using TraceToll.GitHub.Remote;

namespace TraceToll.GitHub.Approvals;

/// <summary>The branches that proposals are on: <c>tracetoll/baselines/ENVIRONMENT/DATE</c>.</summary>
internal static class ProposalBranch
{
    private const string Prefix = "tracetoll/baselines/";

    /// <summary>Whether a pull request is one of ours: open, and from such a branch of this very repository.</summary>
    public static bool IsOurs(PullRequest pull, GitHubSettings settings) =>
        pull.Open && pull.BranchRepository.Equals(settings.FullName, StringComparison.OrdinalIgnoreCase) && pull.Branch.StartsWith(Prefix, StringComparison.Ordinal);

    public static bool IsFor(PullRequest pull, string environment) => pull.Branch.StartsWith($"{Prefix}{environment}/", StringComparison.Ordinal);

    /// <summary>Names for a new branch; one that is there is left alone, as it belonged to a proposal that is closed.</summary>
    public static IEnumerable<string> Names(string environment, DateTimeOffset night) => Enumerable.Range(1, 99).Select(number =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{environment}/{night.UtcDateTime:yyyyMMdd}{(number == 1 ? "" : $"-{number}")}"));
}
