using System.Globalization;
using System.Text;
using TraceToll.GitHub.Remote;

namespace TraceToll.GitHub.Nights;

/// <summary>One open issue for all that has regressed: opened, kept up, and closed when it has recovered.</summary>
/// <param name="api">GitHub.</param>
/// <param name="runUrl">The page of the workflow's run; null outside of one.</param>
internal sealed class NightAlarm(GitHubApi api, string? runUrl)
{
    public static IssueLabel Label { get; } = new("tracetoll-regression", "b60205", "A nightly measurement has regressed, twice in one night");

    /// <summary>Does what the night asks for.</summary>
    /// <returns>What was done, one sentence.</returns>
    public async Task<string> RaiseAsync(Night night)
    {
        var confirmed = night.Rows.Where(row => row.IsConfirmed).ToList();
        var (issue, state) = await FindAsync();
        if (issue == null || state == null)
        {
            return confirmed.Count == 0 ? "no alarm: nothing regressed twice" : await OpenAsync(night, confirmed);
        }

        var next = state.After(night);
        if (next == state)
        {
            return $"the night is in issue {issue.Number} already";
        }

        return next.HasRecovered ? await CloseAsync(issue, next, night) : await UpdateAsync(issue, state, next, night, confirmed);
    }

    private async Task<(TrackedIssue? Issue, AlarmState? State)> FindAsync()
    {
        foreach (var issue in await api.OpenIssuesAsync(Label))
        {
            if (HiddenState.Read<AlarmState>(AlarmState.Name, issue.Body) is { } state)
            {
                return (issue, state);
            }
        }

        return (null, null);
    }

    private async Task<string> OpenAsync(Night night, List<NightRow> confirmed)
    {
        var state = new AlarmState([.. confirmed.Select(row => row.Name).Distinct().Order(StringComparer.Ordinal)], 0, night.StartedAt);
        var issue = await api.OpenIssueAsync(Label, "Nightly measurement: regressed", Body(state, night));
        return $"alarm: opened issue {issue.Number} for {state.Rows.Count} rows";
    }

    private async Task<string> UpdateAsync(TrackedIssue issue, AlarmState state, AlarmState next, Night night, List<NightRow> confirmed)
    {
        await api.UpdateIssueAsync(issue.Number, Body(next, night));
        var added = confirmed.Where(row => !state.Rows.Contains(row.Name)).ToList();
        if (added.Count > 0)
        {
            // People are told of a comment, and not of a text that has changed.
            await api.CommentAsync(issue.Number, Table($"Regressed too, in the night of {Date(night)}{Run()}:\n\n", added));
        }

        return confirmed.Count > 0
            ? $"alarm: {confirmed.Count} rows regressed; updated issue {issue.Number}"
            : string.Create(CultureInfo.InvariantCulture, $"no new alarm: {next.GoodNights} of {AlarmState.NightsToRecover} good nights for issue {issue.Number}");
    }

    private async Task<string> CloseAsync(TrackedIssue issue, AlarmState next, Night night)
    {
        await api.CommentAsync(issue.Number, $"Recovered: {AlarmState.NightsToRecover} good nights in a row, the last of them {Date(night)}{Run()}.\n");
        await api.CloseIssueAsync(issue.Number, Body(next, night));
        return $"recovered: closed issue {issue.Number}";
    }

    private string Body(AlarmState state, Night night)
    {
        var text = new StringBuilder(HiddenState.Write(AlarmState.Name, state));
        text.Append(CultureInfo.InvariantCulture, $"These regressed in both sessions of a night:\n\n{string.Concat(state.Rows.Select(row => $"- {Markdown.Code(row)}\n"))}\n");
        text.Append(CultureInfo.InvariantCulture,
            $"Good nights in a row since: {state.GoodNights}. After {AlarmState.NightsToRecover} of them this issue is closed.\n\n");
        var rows = night.Rows.Where(row => state.Rows.Contains(row.Name)).ToList();
        text.Append(Table($"The night of {Date(night)}{Run()}:\n\n", rows));
        foreach (var row in rows.Where(row => row.Verdict.Text.Length > 0).Take(10))
        {
            text.Append(Markdown.Folded(row.Name, Markdown.Block(row.Verdict.Text))).Append('\n');
        }

        return text.ToString();
    }

    private static string Table(string title, List<NightRow> rows)
    {
        var text = new StringBuilder(title);
        NightSummary.AppendTable(text, rows);
        return text.ToString();
    }

    private string Run() => runUrl == null ? "" : $" ([run]({runUrl}))";

    private static string Date(Night night) => string.Create(CultureInfo.InvariantCulture, $"{night.StartedAt.UtcDateTime:yyyy-MM-dd}");
}
