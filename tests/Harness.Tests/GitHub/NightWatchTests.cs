using System.Text.Json.Nodes;
using TraceToll.GitHub.Nights;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.GitHub;

public class NightWatchTests
{
    private static readonly FixedTime Noon = new(Nights.First.Date.AddHours(12));

    [Fact]
    public async Task A_night_that_is_there_is_enough()
    {
        await using var world = await WorldAsync(("2026-11-24T01:17:00Z", "success"));

        Assert.Equal((true, "the last night began 2026-11-24 01:17 UTC"), await LookAsync(world));
        Assert.Empty(world.GitHub.Issues);
    }

    [Fact]
    public async Task A_missing_night_opens_one_issue_that_is_closed_when_nights_are_back()
    {
        await using var world = await WorldAsync(("2026-11-22T01:17:00Z", "failure"));
        const string Missing = "the last scheduled run of nightly.yml that left a night began 2026-11-22 01:17 UTC, more than 26 h ago";

        Assert.Equal((false, $"{Missing}; opened issue 1"), await LookAsync(world));
        Assert.Equal((false, $"{Missing}; issue 1 tells so already"), await LookAsync(world));
        world.GitHub.Runs.Add(Run("2026-11-24T01:17:00Z", "failure", "night"));
        Assert.Equal((true, "the last night began 2026-11-24 01:17 UTC; closed issue 1"), await LookAsync(world));

        var issue = Assert.Single(world.GitHub.Issues);
        Assert.Equal(("closed", "tracetoll-missing-night"), ($"{issue["state"]}", $"{issue["labels"]![0]!["name"]}"));
        Assert.Contains(Missing, $"{issue["body"]}", StringComparison.Ordinal);
        Assert.StartsWith("Nights are back: ", Assert.Single(world.GitHub.Comments).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("timed_out")]
    [InlineData("startup_failure")]
    [InlineData("something_new")]
    public async Task A_run_that_measured_nothing_is_no_night(string conclusion)
    {
        await using var world = await WorldAsync(("2026-11-24T01:17:00Z", conclusion));

        Assert.Equal((false, "no scheduled run of nightly.yml has left a night; opened issue 1"), await LookAsync(world));
    }

    [Fact]
    public async Task A_run_that_left_no_night_is_none_though_it_kept_what_was_restored()
    {
        await using var world = await WorldAsync(("2026-11-22T01:17:00Z", "success"));
        world.GitHub.Runs.Add(Run("2026-11-24T01:17:00Z", "failure", "recordings", "received"));

        Assert.Equal((false, "the last scheduled run of nightly.yml that left a night began 2026-11-22 01:17 UTC, more than 26 h ago; opened issue 1"), await LookAsync(world));
    }

    [Theory]
    [InlineData("26h", 26)]
    [InlineData("2d", 48)]
    public void Ages_are_hours_or_days(string text, int hours) => Assert.Equal((true, hours), (MaxAge.TryParse(text, out var age), (int)age.TotalHours));

    [Theory]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("0h")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("9999999999h")]
    [InlineData("9999d")]
    [InlineData("h")]
    public void Other_ages_are_none(string text) => Assert.False(MaxAge.TryParse(text, out _));

    private static async Task<GitHubWorld> WorldAsync(params (string At, string Conclusion)[] runs)
    {
        var world = await GitHubWorld.CreateAsync();
        world.GitHub.Runs.AddRange(runs.Select(run => Run(run.At, run.Conclusion, "recordings", "night")));
        return world;
    }

    private static JsonObject Run(string at, string conclusion, params string[] artifacts) => new()
    {
        ["id"] = 5_000_000_000 + DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds(),
        ["artifacts"] = new JsonArray([.. artifacts.Select(name => new JsonObject { ["name"] = name })]),
        ["status"] = "completed",
        ["conclusion"] = conclusion,
        ["created_at"] = at,
        ["html_url"] = "https://github.example/makers/tracetoll/actions/runs/5",
    };

    private static Task<(bool Good, string Told)> LookAsync(GitHubWorld world) => new NightWatch(world.Api, Noon).LookAsync(TimeSpan.FromHours(26));
}
