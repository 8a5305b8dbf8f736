using System.Text;
using CliWrap.Buffered;
using TraceToll.Analysis;
using TraceToll.Experiments;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class RerunCommandTests
{
    [Fact]
    public void Plants_the_same_delay_again()
    {
        using var other = new Culture("de-DE");
        var planted = RecordingSamples.Manifest with { Modes = ["off", "planted", "idle", "off-again"], PlantedDelayNs = 1_500, PlantedSide = "both" };

        Assert.Equal(
            "./tracetoll measure --scenario market-data --modes planted,idle --planted-delay 1500ns --planted-side both --side sender --plan blocks=3,slice=1.25,seed=1",
            RerunCommand.Of(planted));
        Assert.DoesNotContain("planted", RerunCommand.Of(RecordingSamples.Manifest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("market-data,burst=1000,burst-spacing=1500ns,bytes=64-1500,reply-bytes=100,connections=8,sender-threads=2,idle=busy-poll,priority=fifo:50")]
    [InlineData("market-data,idle=pause")]
    public void Has_all_parts_of_the_load(string scenario) =>
        Assert.StartsWith($"./tracetoll measure --scenario {scenario} --modes", RerunCommand.Of(RecordingSamples.Manifest with { Scenario = Scenario.Parse(scenario) }), StringComparison.Ordinal);

    [Fact]
    public void Names_a_timeline_by_its_content_too()
    {
        var timeline = new Timeline { Path = "/a b/open.csv", Sha256 = "0123456789abcdef", Messages = 2, PeriodNs = 100_000 };

        Assert.StartsWith(
            "./tracetoll measure --scenario 'market-data,timeline=/a b/open.csv@0123456789ab' --modes",
            RerunCommand.Of(RecordingSamples.Manifest with { Scenario = Scenario.MarketData with { Timeline = timeline } }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public async Task Its_words_read_back_as_what_was_measured(string culture)
    {
        using var other = new Culture(culture);
        var plan = Plan.Quick with { Slice = TimeSpan.FromSeconds(1.5), Seed = 7 };
        var scenario = Scenario.Parse("market-data,rate=10000,idle=spin");
        var budgets = new Dictionary<string, Budget> { ["idle"] = Budget.Parse("p50=1.5us/2.5%,error=5%"), ["mine"] = Budget.AtMost(20, 0) };
        var measured = RecordingSamples.Manifest with
        {
            Scenario = scenario,
            Side = "both",
            Plan = $"{plan}",
            Modes = ["off", "idle", "mine", "off-again"],
            Script = "/home/jürgen's scripts/$(reboot)/mine.bt",
            ScriptArguments = ["{port}", "", "it's", "a b", "*"],
            Budgets = budgets.ToDictionary(budget => budget.Key, budget => $"{budget.Value}"),
            Exclusion = "steal=20,hiccups=5",
        };

        var words = await ShellWordsAsync(RerunCommand.Of(measured));

        Assert.Equal(["./tracetoll", "measure"], words.Take(2));
        Assert.Equal(scenario, Scenario.Parse(Assert.Single(After("--scenario"))));
        Assert.Equal(plan, Plan.Parse(Assert.Single(After("--plan"))));
        Assert.Equal(["idle,script"], After("--modes"));
        Assert.Equal([measured.Script], After("--script"));
        Assert.Equal(measured.ScriptArguments, After("--script-arg"));
        Assert.Equal(["both"], After("--side"));
        Assert.Equal(budgets.Select(budget => (budget.Key, budget.Value)), After("--budget").Select(text => text.Split(':', 2)).Select(parts => (parts[0], Budget.Parse(parts[1]))));
        Assert.Equal(Exclusion.Parse("steal=20,hiccups=5"), Exclusion.Parse(Assert.Single(After("--exclude"))));
        Assert.Equal(2 + (2 * 13), words.Length);

        IEnumerable<string> After(string option) => words.Zip(words.Skip(1)).Where(pair => pair.First == option).Select(pair => pair.Second);
    }

    [Fact]
    public void Leaves_out_what_was_not_asked_for() => Assert.Equal(
        "./tracetoll measure --scenario market-data --side sender --plan runs=3,messages=1000000,warm-up-replies=10000",
        RerunCommand.Of(RecordingSamples.Manifest with { Modes = ["off", "off-again"], Plan = $"{Plan.Origin}" }));

    [Fact]
    public void Measures_on_the_same_testbed_again() => Assert.StartsWith(
        "./tracetoll measure --scenario market-data --testbed namespaces,delay=1ms,loss=1% --modes idle,log ",
        RerunCommand.Of(RecordingSamples.Manifest with { Testbed = "namespaces,delay=1ms,loss=1%" }), StringComparison.Ordinal);

    [Fact]
    public void A_rule_that_was_tried_afterwards_is_not_measured_by() =>
        Assert.DoesNotContain("--exclude", RerunCommand.Of(RecordingSamples.Manifest with { Exclusion = "steal=20", ExcludedAfterwards = true }), StringComparison.Ordinal);

    [Fact]
    public void A_script_is_the_mode_script_whatever_its_name() =>
        Assert.Contains("--modes log,script --script /tmp/idle.bt ", RerunCommand.Of(RecordingSamples.Manifest with { Modes = ["off", "log", "idle", "off-again"], Script = "/tmp/idle.bt" }), StringComparison.Ordinal);

    [Fact]
    public void What_was_imported_cannot_be_measured_again() => Assert.Equal(
        "an imported recording was not measured here; measure it where it was",
        Assert.Throws<InvalidOperationException>(() => RerunCommand.Of(RecordingSamples.Manifest with { Sources = ["report.md"] })).Message);

    /// <summary>The words that a shell makes of a command, in place of which it prints them.</summary>
    private static async Task<string[]> ShellWordsAsync(string command)
    {
        var words = await CliWrap.Cli.Wrap("sh").WithArguments(["-c", $"printf '%s\\0' {command}"]).ExecuteBufferedAsync(Encoding.UTF8, Patience.Limit());
        return words.StandardOutput.Split('\0')[..^1];
    }
}
