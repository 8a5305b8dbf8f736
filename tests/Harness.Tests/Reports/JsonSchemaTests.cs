using System.Runtime.CompilerServices;
using System.Text.Json;
using Json.Schema;
using TraceToll.Recordings;
using TraceToll.Recordings.Import;
using TraceToll.Reports;
using TraceToll.Scenarios;
using TraceToll.Tests.Import;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Reports;

/// <summary>What programs read is what docs/report.schema.json and docs/json.md say.</summary>
public class JsonSchemaTests
{
    private static readonly string SchemaText = File.ReadAllText(Page("report.schema.json"));

    private static readonly JsonSchema Schema = JsonSchema.FromText(SchemaText);

    private static readonly Dictionary<string, Func<Recording>> Samples = new()
    {
        ["one block"] = () => new Recording(RecordingSamples.Manifest with { Modes = ["off", "idle"] }, [RecordingSamples.Slice(1, "off", 60_000, 1), RecordingSamples.Slice(1, "idle", 0, 1)]),
        ["no reply"] = () => new Recording(RecordingSamples.Manifest, [RecordingSamples.Slice(1, "off", []), RecordingSamples.Slice(1, "log", [])]),
        ["tails"] = () => Sessions.Of(12, _ => 100, _ => 8) is var session ? session with { Slices = [.. session.Slices.Select(slice => Sessions.Slice(slice.Block, slice.Mode, 100 + slice.Block))] } : null!,
        ["undecided"] = () => Sessions.Of(5, _ => 100, _ => 8).Noted(manifest => manifest with { Budgets = new Dictionary<string, string> { ["idle"] = "p50=1.5us,p99.9=1us,p99.97=1%" } }),
        ["decided"] = () => Sessions.Of(12, _ => 100, _ => -8).Noted(manifest => manifest with { Budgets = new Dictionary<string, string> { ["idle"] = "p50=1.5us" }, BudgetsAfterwards = true }),
        ["judged invalid"] = () => Sessions.Of(12, _ => 100, _ => 3, _ => 30).Noted(manifest => manifest with { Budgets = new Dictionary<string, string> { ["idle"] = "p50=1.5us", ["absent"] = "p50=1us" } }),
        ["bursts"] = () => RecordingSamples.Valid.Noted(manifest => manifest with { Scenario = Scenario.MarketData.InBursts(100, 5_000_000) with { RealTimePriority = 7, LongestMessageBytes = 9_000 } }),
        ["imported"] = () => Imported(ReportSamples.Origin),
        ["imported without its load"] = () => Imported("## off\n" + ReportSamples.Table),
    };

    public static TheoryData<string> Names => [.. ReportedRecordings.Names, .. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds_for_what_is_printed(string name)
    {
        using var json = Print(name);

        var result = Schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors != null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Knows_every_field_that_is_printed(string name)
    {
        using var json = Print(name);
        using var schema = JsonDocument.Parse(SchemaText);

        Assert.Equal([], Unknown(json.RootElement, schema.RootElement, schema.RootElement, "").Distinct());
    }

    [Theory]
    [InlineData("\"schema\": 2", "\"schema\": 1")]
    [InlineData("\"kind\": \"within\"", "\"kind\": \"fine\"")]
    [InlineData("\"supported\": true", "\"supported\": \"yes\"")]
    [InlineData("\"controlNs\": ", "\"controlUs\": ")]
    [InlineData("\"name\": \"p99.9\"", "\"name\": \"99.9\"")]
    public void Notices_what_is_otherwise(string part, string changed)
    {
        var printed = JsonReport.Create(ReportedRecordings.Judged, "/folder");
        using var json = JsonDocument.Parse(printed.Replace(part, changed, StringComparison.Ordinal));

        Assert.Contains(part, printed, StringComparison.Ordinal);
        Assert.False(Schema.Evaluate(json.RootElement).IsValid);
    }

    [Fact]
    public void The_page_has_every_field()
    {
        using var schema = JsonDocument.Parse(SchemaText);
        var page = File.ReadAllText(Page("json.md"));

        // What is in an interval, a burst or a timeline is said where it belongs.
        var names = schema.RootElement.GetProperty("properties").EnumerateObject()
            .Concat(((string[])["comparison", "difference", "verdict", "scenario"]).SelectMany(part => schema.RootElement.GetProperty("$defs").GetProperty(part).GetProperty("properties").EnumerateObject()))
            .Select(property => property.Name);
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Unknown(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        schema = schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name)) : schema;
        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(field => schema.TryGetProperty("properties", out var known) && known.TryGetProperty(field.Name, out var of)
                ? Unknown(field.Value, of, root, $"{path}/{field.Name}")
                : [$"{path}/{field.Name}"]),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Unknown(item, schema.GetProperty("items"), root, path)),
            _ => [],
        };
    }

    private static JsonDocument Print(string name) => JsonDocument.Parse(JsonReport.Create(Samples.TryGetValue(name, out var sample) ? sample() : ReportedRecordings.Of(name), "/folder"));

    private static Recording Imported(string report)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("report.md"), report);
        return ReportImport.Read([new ReportFile(folder.File("report.md"))], TimeProvider.System);
    }

    private static string Page(string name, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs", name));
}
