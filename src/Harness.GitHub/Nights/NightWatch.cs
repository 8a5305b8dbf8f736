using System.Globalization;
using TraceToll.GitHub.Remote;

namespace TraceToll.GitHub.Nights;

/// <summary>Tells when nights do not come: a measurement that is not made finds nothing.</summary>
/// <param name="api">GitHub.</param>
/// <param name="time">The time.</param>
internal sealed class NightWatch(GitHubApi api, TimeProvider time)
{
    public const string Workflow = "nightly.yml";

    // What the workflow calls the artifact that holds night.json.
    private const string Artifact = "night";

    public static IssueLabel Label { get; } = new("tracetoll-missing-night", "d93f0b", "The nightly measurement was not made");

    /// <summary>Opens an issue when the last night is older than this, and closes it when nights are back.</summary>
    /// <returns>Whether there is a night, and what was done.</returns>
    public async Task<(bool Good, string Told)> LookAsync(TimeSpan maxAge)
    {
        var last = await LastAsync();
        var issue = (await api.OpenIssuesAsync(Label)).Find(each => HiddenState.Read<MissingNight>(MissingNight.Name, each.Body) != null);
        var good = last != null && time.GetUtcNow() - last.StartedAt <= maxAge;
        return (good, (good, issue) switch
        {
            (true, null) => $"the last night began {When(last!)}",
            (true, _) => await CloseAsync(issue, last!),
            (false, null) => await OpenAsync(last, maxAge),
            (false, _) => $"{Missing(last, maxAge)}; issue {issue.Number} tells so already",
        });
    }

    /// <summary>One that was cancelled, never found a runner, or failed before it had measured is none.</summary>
    private async Task<WorkflowNight?> LastAsync()
    {
        foreach (var night in (await api.EndedNightsAsync(Workflow)).Where(night => night.Conclusion is "success" or "failure"))
        {
            if (await api.HasArtifactAsync(night.Id, Artifact))
            {
                return night;
            }
        }

        return null;
    }

    private async Task<string> OpenAsync(WorkflowNight? last, TimeSpan maxAge)
    {
        var body = HiddenState.Write(MissingNight.Name, new MissingNight(last?.StartedAt))
            + $"The nightly measurement is missing: {Missing(last, maxAge)}.{(last == null ? "" : $" [The last one]({last.Url})")}\n\n"
            + $"See whether its runner is up and idle, whether a run is waiting, was cancelled or failed before it had measured, and whether `{Workflow}` has been disabled (GitHub does that to schedules "
            + "of a repository in which nothing happens for 60 days). This issue is closed when nights are back.\n";
        var opened = await api.OpenIssueAsync(Label, "Nightly measurement: missing", body);
        return $"{Missing(last, maxAge)}; opened issue {opened.Number}";
    }

    private async Task<string> CloseAsync(TrackedIssue issue, WorkflowNight last)
    {
        await api.CommentAsync(issue.Number, $"Nights are back: [the last one]({last.Url}) began {When(last)}.\n");
        await api.CloseIssueAsync(issue.Number, issue.Body);
        return $"the last night began {When(last)}; closed issue {issue.Number}";
    }

    private static string Missing(WorkflowNight? last, TimeSpan maxAge) => last == null
        ? $"no scheduled run of {Workflow} has left a night"
        : string.Create(CultureInfo.InvariantCulture, $"the last scheduled run of {Workflow} that left a night began {When(last)}, more than {maxAge.TotalHours:0.#} h ago");

    private static string When(WorkflowNight night) => string.Create(CultureInfo.InvariantCulture, $"{night.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}
