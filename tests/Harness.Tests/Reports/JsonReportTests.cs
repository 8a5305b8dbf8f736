using System.Text.Json;
using TraceToll.Recordings;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

public class JsonReportTests
{
    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Has_the_names_and_figures_that_programs_read(string culture)
    {
        using var other = new Culture(culture);

        using var json = JsonDocument.Parse(JsonReport.Create(RecordingSamples.Valid, "/some where/ä"));

        var root = json.RootElement;
        Assert.Equal(["schema", "recording", "outcome", "scenario", "testbed", "side", "plan", "budgetsAfterwards", "excludedAfterwards", "excludedBlocks", "comparisons", "verdicts", "modalities"], Names(root));
        Assert.Equal((2, "/some where/ä"), (root.GetProperty("schema").GetInt32(), root.GetProperty("recording").GetString()));
        Assert.True(root.GetProperty("outcome").GetProperty("valid").GetBoolean());
        Assert.Equal("market-data", root.GetProperty("scenario").GetProperty("name").GetString());

        var comparisons = root.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal(["idle", "log", "off-again"], comparisons.Select(each => each.GetProperty("treatment").GetString()));
        Assert.All(comparisons, each => Assert.Equal(["treatment", "control", "paired", "blocks", "measures", "noise", "tails"], Names(each)));
        Assert.Equal((true, 3), (comparisons[0].GetProperty("paired").GetBoolean(), comparisons[0].GetProperty("blocks").GetInt32()));

        var measures = comparisons[0].GetProperty("measures").EnumerateArray().ToList();
        Assert.Equal(["mean", "p50", "p90", "p99", "p99.9", "p99.99", "p99.999", "worst"], measures.Select(each => each.GetProperty("name").GetString()));
        Assert.Equal(["name", "supported", "controlNs", "treatmentNs", "differenceNs", "intervalNs", "ratio", "ratioInterval", "blockNs"], Names(measures[1]));
        Assert.Equal([true, true, true, true, false, false, false, false], measures.Select(each => each.GetProperty("supported").GetBoolean()));
        Assert.Equal(1_000, measures[1].GetProperty("differenceNs").GetDouble(), tolerance: 200);
        Assert.Equal(0.02, measures[1].GetProperty("ratio").GetDouble(), tolerance: 0.005);
        Assert.Equal(3, measures[1].GetProperty("blockNs").GetArrayLength());
        // Three blocks have no bounds; there is no infinity in JSON.
        Assert.Empty(Names(measures[1].GetProperty("intervalNs")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void Has_verdicts_with_what_they_rest_on(string culture)
    {
        using var other = new Culture(culture);
        var recording = Sessions.Of(12, _ => 100, block => 8 + Sessions.Wobble(block)).Noted(manifest => manifest with
        {
            Budgets = new Dictionary<string, string> { ["idle"] = "p50=1.5us,p99.9=1ms" },
            Looks = Looks.UpTo(32) with { Taken = [12] },
            Exclusion = "steal=20",
        });

        using var json = JsonDocument.Parse(JsonReport.Create(recording, "folder"));

        var root = json.RootElement;
        Assert.Equal("steal=20", root.GetProperty("exclusion").GetString());
        Assert.Equal([12, 16, 24, 32], root.GetProperty("looks").GetProperty("planned").EnumerateArray().Select(look => look.GetInt32()));
        Assert.Equal(["share", "pValue", "isClear"], Names(root.GetProperty("drift")));
        Assert.Equal(["off", "idle", "off-again"], root.GetProperty("modalities").EnumerateArray().Select(each => each.GetProperty("mode").GetString()));

        var verdict = Assert.Single(root.GetProperty("verdicts").EnumerateArray());
        Assert.Equal(["treatment", "budget", "kind", "causes", "errorRate", "findings"], Names(verdict));
        Assert.Equal(("idle", "p50=1.5us,p99.9=1000us", "regressed"), (Text(verdict, "treatment"), Text(verdict, "budget"), Text(verdict, "kind")));
        Assert.Equal(0.01 * 0.5 / 3, verdict.GetProperty("errorRate").GetDouble(), 1e-9);

        var findings = verdict.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(["name", "kind", "differenceNs", "toleranceNs", "boundsNs"], Names(findings[0]));
        Assert.Equal(("p50", "regressed", 1_500), (Text(findings[0], "name"), Text(findings[0], "kind"), findings[0].GetProperty("toleranceNs").GetDouble()));
        Assert.Equal(8_000, findings[0].GetProperty("differenceNs").GetDouble(), tolerance: 300);
        Assert.InRange(findings[0].GetProperty("boundsNs").GetProperty("lower").GetDouble(), 7_000, 8_200);
        Assert.Equal(("p99.9", "inconclusive"), (Text(findings[1], "name"), Text(findings[1], "kind")));
        Assert.StartsWith("a slice has only 400 round trips", Text(findings[1], "unsupported"), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_how_many_blocks_more_would_decide()
    {
        var recording = Sessions.Of(5, _ => 100, _ => 8).Noted(manifest => manifest with { Budgets = new Dictionary<string, string> { ["idle"] = "p50=1.5us" } });

        using var json = JsonDocument.Parse(JsonReport.Create(recording, "folder"));

        var verdict = Assert.Single(json.RootElement.GetProperty("verdicts").EnumerateArray());
        Assert.Equal(("inconclusive", 2), (Text(verdict, "kind"), verdict.GetProperty("moreBlocks").GetInt32()));
        Assert.Equal(7, Assert.Single(verdict.GetProperty("findings").EnumerateArray()).GetProperty("unitsToDecide").GetInt32());
    }

    [Fact]
    public void Names_the_blocks_that_a_rule_left_out()
    {
        var recording = Sessions.Of(5, _ => 100, _ => 8);
        recording = recording with { Slices = [.. recording.Slices.Select(slice => slice.Block is 2 or 4 ? slice : slice with { Measured = slice.Measured with { Witness = slice.Measured.Witness with { Hiccups = 0 } } })] };

        using var json = JsonDocument.Parse(JsonReport.Create(recording.Noted(manifest => manifest with { Exclusion = "hiccups=0" }), "folder"));

        Assert.Equal([2, 4], json.RootElement.GetProperty("excludedBlocks").EnumerateArray().Select(block => block.GetInt32()));
        Assert.Equal(3, json.RootElement.GetProperty("comparisons")[0].GetProperty("blocks").GetInt32());
    }

    [Fact]
    public void Says_why_a_recording_is_invalid()
    {
        var recording = new Recording(RecordingSamples.Manifest with { Outcome = Outcome.Unfinished }, []);

        using var json = JsonDocument.Parse(JsonReport.Create(recording, "folder"));

        var outcome = json.RootElement.GetProperty("outcome");
        Assert.False(outcome.GetProperty("valid").GetBoolean());
        Assert.Contains("before the recording was finished", outcome.GetProperty("causes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, json.RootElement.GetProperty("comparisons").GetArrayLength());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
