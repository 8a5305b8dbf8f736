using System.Text.RegularExpressions;

namespace TraceToll.GitHub.Remote;

/// <summary>Which repository on which GitHub, and with whose rights: what GitHub sets in the environment of a workflow's steps.</summary>
internal sealed partial record GitHubSettings
{
    /// <summary>The token; never printed.</summary>
    public required string Token { get; init; }

    /// <summary>The API, with a slash at its end.</summary>
    public required Uri Api { get; init; }

    /// <summary>Where people look at it, with a slash at its end.</summary>
    public required Uri Server { get; init; }

    public required string Owner { get; init; }

    public required string Repository { get; init; }

    /// <summary>The workflow's run; null outside of one.</summary>
    public string? RunId { get; init; }

    public string FullName => $"{Owner}/{Repository}";

    /// <summary>The page of the workflow's run; null outside of one.</summary>
    public string? RunUrl => RunId == null ? null : $"{Server}{FullName}/actions/runs/{RunId}";

    /// <exception cref="GitHubFailureException">A variable is missing or wrong.</exception>
    public static GitHubSettings Read(Func<string, string?> variable)
    {
        if (variable("GITHUB_TOKEN") is not { Length: > 0 } token || token.Any(char.IsWhiteSpace))
        {
            throw new GitHubFailureException("GITHUB_TOKEN is not set, or is no token; in a workflow, give the step `env: GITHUB_TOKEN: ${{ github.token }}`");
        }

        var repository = variable("GITHUB_REPOSITORY") ?? "";
        if (!RepositoryName().IsMatch(repository))
        {
            throw new GitHubFailureException($"GITHUB_REPOSITORY is '{OneLine.Of(repository)}', and has to be OWNER/NAME");
        }

        var names = repository.Split('/');
        return new GitHubSettings
        {
            Token = token,
            Api = Address("GITHUB_API_URL", variable("GITHUB_API_URL"), "https://api.github.com"),
            Server = Address("GITHUB_SERVER_URL", variable("GITHUB_SERVER_URL"), "https://github.com"),
            Owner = names[0],
            Repository = names[1],
            RunId = variable("GITHUB_RUN_ID") is { Length: > 0 } id && id.All(char.IsAsciiDigit) ? id : null,
        };
    }

    private static Uri Address(string name, string? value, string usual)
    {
        var text = string.IsNullOrEmpty(value) ? usual : value;
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw new GitHubFailureException($"{name} is '{OneLine.Of(text)}', and has to be an address such as {usual}");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9_.-]*/[A-Za-z0-9_.-]+\z")]
    private static partial Regex RepositoryName();
}
