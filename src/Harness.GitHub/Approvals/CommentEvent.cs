using System.Text.Json;
using System.Text.RegularExpressions;

namespace TraceToll.GitHub.Approvals;

/// <summary>A comment that somebody wrote, as GitHub tells a workflow of it. Whoever may comment decides what is in it.</summary>
/// <param name="Action">What was done with the comment; <c>created</c> is the one that counts.</param>
/// <param name="Repository">OWNER/NAME.</param>
/// <param name="Number">The issue or pull request.</param>
/// <param name="IsPullRequest">Whether it is a pull request.</param>
/// <param name="Text">The comment.</param>
/// <param name="Login">Who wrote it.</param>
/// <param name="Url">The comment's page.</param>
internal sealed partial record CommentEvent(string Action, string Repository, int Number, bool IsPullRequest, string Text, string Login, string Url)
{
    /// <exception cref="GitHubFailureException">The file is not there, or holds no such event.</exception>
    public static CommentEvent Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var (issue, comment) = (json.RootElement.GetProperty("issue"), json.RootElement.GetProperty("comment"));
            var login = Required(comment.GetProperty("user"), "login");
            return new CommentEvent(
                Required(json.RootElement, "action"),
                Required(json.RootElement.GetProperty("repository"), "full_name"),
                issue.GetProperty("number").GetInt32(),
                issue.TryGetProperty("pull_request", out var pull) && pull.ValueKind == JsonValueKind.Object,
                comment.GetProperty("body").GetString() ?? "",
                LoginForm().IsMatch(login) ? login : throw new FormatException($"'{OneLine.Of(login)}' is no login"),
                Required(comment, "html_url"));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException)
        {
            throw new GitHubFailureException($"{path} is no issue_comment event ({OneLine.Of(wrong.Message)}); give the file that GITHUB_EVENT_PATH names in a workflow on issue_comment", wrong);
        }
    }

    private static string Required(JsonElement element, string name) => element.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw new FormatException($"{name} is empty");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\[bot\])?\z")]
    private static partial Regex LoginForm();
}
