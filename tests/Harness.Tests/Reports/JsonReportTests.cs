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
        Assert.Equal(["schema", "recording", "outcome", "scenario", "testbed", "side", "plan", "comparisons"], Names(root));
        Assert.Equal((1, "/some where/ä"), (root.GetProperty("schema").GetInt32(), root.GetProperty("recording").GetString()));
        Assert.True(root.GetProperty("outcome").GetProperty("valid").GetBoolean());
        Assert.Equal("market-data", root.GetProperty("scenario").GetProperty("name").GetString());

        var comparisons = root.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal(["idle", "log", "off-again"], comparisons.Select(each => each.GetProperty("treatment").GetString()));
        Assert.All(comparisons, each => Assert.Equal(["treatment", "control", "blocks", "measures"], Names(each)));

        var measures = comparisons[0].GetProperty("measures").EnumerateArray().ToList();
        Assert.Equal(["mean", "p50", "p90", "p99", "p99.9", "p99.99", "p99.999"], measures.Select(each => each.GetProperty("name").GetString()));
        Assert.Equal(["name", "supported", "controlNs", "treatmentNs", "differenceNs", "leastNs", "mostNs", "blockNs"], Names(measures[1]));
        Assert.Equal([true, true, true, true, false, false, false], measures.Select(each => each.GetProperty("supported").GetBoolean()));
        Assert.Equal(1_000, measures[1].GetProperty("differenceNs").GetDouble(), tolerance: 200);
        Assert.Equal(3, measures[1].GetProperty("blockNs").GetArrayLength());
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

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
