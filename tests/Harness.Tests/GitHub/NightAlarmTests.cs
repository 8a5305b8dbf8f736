using System.Net;
using TraceToll.GitHub;
using TraceToll.GitHub.Nights;
using Xunit;

namespace TraceToll.Tests.GitHub;

public class NightAlarmTests
{
    private static readonly NightRow Regressed = Nights.Row("A", RowKind.Regressed, RowKind.Regressed, "it costs more\n");
    private static readonly NightRow Within = Nights.Row("A", RowKind.Within);

    [Fact]
    public async Task One_issue_is_opened_kept_up_and_closed_after_three_good_nights()
    {
        await using var world = await GitHubWorld.CreateAsync();

        Assert.Equal("no alarm: nothing regressed twice", await RaiseAsync(world, 0, Within));
        Assert.Empty(world.GitHub.Issues);
        Assert.Equal("alarm: opened issue 1 for 1 rows", await RaiseAsync(world, 1, Regressed));
        Assert.Equal("alarm: 2 rows regressed; updated issue 1", await RaiseAsync(world, 2, Regressed, Nights.Row("B", RowKind.Regressed, RowKind.Regressed)));
        Assert.Contains("Regressed too, in the night of 2026-11-26", Assert.Single(world.GitHub.Comments).Text, StringComparison.Ordinal);
        Assert.Equal("no new alarm: 1 of 3 good nights for issue 1", await RaiseAsync(world, 3, Within, Nights.Row("B", RowKind.Within)));
        Assert.Equal("no new alarm: 2 of 3 good nights for issue 1", await RaiseAsync(world, 4, Within, Nights.Row("B", RowKind.Improved)));
        Assert.Equal("recovered: closed issue 1", await RaiseAsync(world, 5, Within, Nights.Row("B", RowKind.Within)));

        var issue = Assert.Single(world.GitHub.Issues);
        Assert.Equal(("closed", "completed", "tracetoll-regression"), ($"{issue["state"]}", $"{issue["state_reason"]}", $"{issue["labels"]![0]!["name"]}"));
        Assert.Equal("Recovered: 3 good nights in a row, the last of them 2026-11-29 ([run](https://github.example/makers/tracetoll/actions/runs/77)).\n", world.GitHub.Comments[^1].Text);
        Assert.Equal("tracetoll-regression", $"{Assert.Single(world.GitHub.Labels)["name"]}");

        // What regresses after that is another alarm.
        Assert.Equal("alarm: opened issue 2 for 1 rows", await RaiseAsync(world, 6, Regressed));
    }

    [Fact]
    public async Task The_issue_names_the_rows_and_what_they_said()
    {
        await using var world = await GitHubWorld.CreateAsync();

        await RaiseAsync(world, 0, Regressed, Nights.Row("B", RowKind.Within));

        var body = $"{Assert.Single(world.GitHub.Issues)["body"]}";
        Support.Approved.Match("Alarm.opened", body);
        Assert.Equal(0, HiddenState.Read<AlarmState>(AlarmState.Name, body)!.GoodNights);
    }

    private static readonly Dictionary<string, NightRow[]> Rows = new()
    {
        ["regressed again"] = [Regressed],
        ["regressed once"] = [Nights.Row("A", RowKind.Regressed, RowKind.Within)],
        ["invalid"] = [Nights.Row("A", RowKind.Invalid)],
        ["another row is invalid"] = [Within, Nights.Row("B", RowKind.Invalid)],
        ["no verdicts"] = [],
        ["the row was not measured"] = [Nights.Row("B", RowKind.Within)],
        ["no baseline"] = [Nights.Row("A", RowKind.Missing), Nights.Row("B", RowKind.Within)],
        ["regressed, and could not be told again"] = [Nights.Row("A", RowKind.Regressed, RowKind.Inconclusive), Nights.Row("B", RowKind.Within)],
        ["inconclusive"] = [Nights.Row("A", RowKind.Inconclusive), Nights.Row("B", RowKind.Within)],
        ["all is inconclusive"] = [Nights.Row("A", RowKind.Inconclusive)],
        ["another row regressed once"] = [Within, Nights.Row("B", RowKind.Regressed, RowKind.Within)],
        ["another row is inconclusive"] = [Within, Nights.Row("B", RowKind.Inconclusive)],
    };

    [Theory]
    [InlineData("regressed again", 0)]
    [InlineData("regressed once", 0)]
    [InlineData("invalid", 0)]
    [InlineData("another row is invalid", 0)]
    [InlineData("no verdicts", 0)]
    [InlineData("the row was not measured", 0)]
    [InlineData("no baseline", 0)]
    [InlineData("regressed, and could not be told again", 0)]
    [InlineData("all is inconclusive", 0)]
    [InlineData("inconclusive", 2)]
    [InlineData("another row regressed once", 3)]
    [InlineData("another row is inconclusive", 3)]
    public void A_night_that_is_not_good_begins_the_count_anew(string night, int goodNights)
    {
        var state = new AlarmState([Within.Name], 2, Nights.First);

        Assert.Equal(goodNights, state.After(Nights.Of(1, Rows[night])).GoodNights);
    }

    [Fact]
    public async Task A_night_is_counted_once_however_often_it_is_told()
    {
        await using var world = await GitHubWorld.CreateAsync();
        await RaiseAsync(world, 0, Regressed);
        await RaiseAsync(world, 1, Within);

        Assert.Equal("the night is in issue 1 already", await RaiseAsync(world, 1, Within));
        Assert.Equal(1, HiddenState.Read<AlarmState>(AlarmState.Name, $"{world.GitHub.Issues[0]["body"]}")!.GoodNights);
    }

    [Fact]
    public async Task An_issue_that_somebody_gave_the_label_is_left_alone()
    {
        await using var world = await GitHubWorld.CreateAsync();
        await world.Api.OpenIssueAsync(NightAlarm.Label, "mine", "<!-- tracetoll-alarm {\"rows\": 1} --> not ours");

        Assert.Equal("alarm: opened issue 2 for 1 rows", await RaiseAsync(world, 0, Regressed));
        Assert.Equal("mine", $"{world.GitHub.Issues[0]["title"]}");
    }

    [Fact]
    public void The_state_cannot_be_ended_by_what_it_holds()
    {
        var state = new AlarmState(["a --> b <!-- c"], 1, Nights.First);

        var read = HiddenState.Read<AlarmState>(AlarmState.Name, $"before\n{HiddenState.Write(AlarmState.Name, state)}after");

        Assert.Equal(state.Rows, read!.Rows);
    }

    public static TheoryData<HttpStatusCode, string, string[], string> Failures => new()
    {
        { HttpStatusCode.Unauthorized, """{"message":"Bad credentials"}""", [], "GitHub refused to list the issues: 401, GITHUB_TOKEN is not valid or not valid any more; give it a valid one" },
        { HttpStatusCode.Forbidden, """{"message":"Resource not accessible by integration"}""", [], "GitHub refused to list the issues: 403 (Resource not accessible by integration); give the token of the workflow `issues: read`" },
        { HttpStatusCode.Forbidden, """{"message":"API rate limit exceeded"}""", ["X-RateLimit-Remaining", "0", "X-RateLimit-Limit", "1000", "X-RateLimit-Reset", "1795500000"], "GitHub refused to list the issues: the rate limit of 1000 requests an hour is used up; start this again after " },
        { HttpStatusCode.NotFound, """{"message":"Not Found"}""", [], "GitHub refused to list the issues: 404, there is no such thing or the token may not see it; check GITHUB_REPOSITORY" },
        { HttpStatusCode.BadGateway, "<html>", [], "GitHub could not list the issues: 502, it is failing; start this again later" },
        { HttpStatusCode.UnprocessableEntity, """{"message":"Validation Failed","errors":[{"message":"too many"}]}""", [], "GitHub refused to list the issues: 422 (Validation Failed; too many); correct that, and start this again" },
        { HttpStatusCode.OK, "not json", [], "what answered when it was asked to list the issues is not GitHub (" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_GitHub_refuses_is_one_sentence_with_what_to_do(HttpStatusCode status, string body, string[] headers, string expected)
    {
        await using var world = await GitHubWorld.CreateAsync();
        world.GitHub.Fault = _ => (status, body, headers.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]));

        var failed = await Assert.ThrowsAsync<GitHubFailureException>(() => RaiseAsync(world, 0, Regressed));

        Assert.StartsWith(expected, failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Message);
    }

    [Fact]
    public async Task What_cannot_be_reached_is_said()
    {
        var world = await GitHubWorld.CreateAsync();
        await world.DisposeAsync();

        var failed = await Assert.ThrowsAsync<GitHubFailureException>(() => RaiseAsync(world, 0, Regressed));

        Assert.StartsWith("GitHub could not be reached to list the issues (", failed.Message, StringComparison.Ordinal);
    }

    private static Task<string> RaiseAsync(GitHubWorld world, int day, params NightRow[] rows) =>
        new NightAlarm(world.Api, world.Settings.RunUrl).RaiseAsync(Nights.Of(day, rows));
}
