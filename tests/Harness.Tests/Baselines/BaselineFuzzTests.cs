using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TraceToll.Baselines;
using TraceToll.Reports;
using TraceToll.Tests.Support;
using Xunit;
using Xunit.Sdk;

namespace TraceToll.Tests.Baselines;

/// <summary>Whatever happens to a file, it is read as what it was, or refused: nothing else is thrown. Seeded.</summary>
public sealed class BaselineFuzzTests : IDisposable
{
    private static readonly byte[] Whole = BaselineSamples.Bytes(BaselineSamples.Small);

    // What breaks things: other kinds, numbers at the ends of ranges, marks of other formats.
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "2147483648", "-9223372036854775809", "1e999", "-1e308", "0.1", "1e-400", "\"\"", "\"p50\"", "\"worst\"", "\"\\ud800\"",
        "\"\\u0000\"", "[]", "[null]", "[[]]", "{}", "{\"a\":null}", "\"2020-13-45\"", "\"9999-12-31T23:59:59-14:00\"", "NaN", "\"error=1%\"", "\"p50=1us,p50=2us\"",
    ];

    private static readonly JsonSerializerOptions Members = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bytes_are_changed(int seed)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var i = 0; i < 1_000; i++)
        {
            refused += IsRefused(Edited(random), $"seed {seed}, file {i}") ? 1 : 0;
        }

        // Spaces may be changed, and digits back; not much else.
        Assert.InRange(refused, 950, 1_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Members_are_changed(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++)
        {
            // The hard case: it is still JSON.
            var json = JsonNode.Parse(Encoding.UTF8.GetString(Whole[3..]))!;
            List<JsonNode> places = [.. Below(json)];
            var place = places[random.Next(places.Count)];
            var mark = $"\"place-{random.Next()}\"";
            place.ReplaceWith(JsonNode.Parse(mark));
            IsRefused(Encoding.UTF8.GetBytes(json.ToJsonString().Replace(mark, Values[random.Next(Values.Length)], StringComparison.Ordinal)), $"seed {seed}, file {i}");
        }
    }

    /// <summary>By somebody who knows how digests are made: it may then be a baseline, and everything can be done with it.</summary>
    [Fact]
    public void Members_are_changed_with_a_digest_that_fits()
    {
        var json = Encoding.UTF8.GetString(Whole[3..]);
        var places = Below(JsonNode.Parse(json)!).Count();
        var usable = 0;
        foreach (var (place, value) in from place in Enumerable.Range(0, places) from value in Values select (place, value))
        {
            var tree = JsonNode.Parse(json)!;
            var mark = "\"place-of-this\"";
            Below(tree).ElementAt(place).ReplaceWith(JsonNode.Parse(mark));
            usable += IsUsable(tree.ToJsonString().Replace(mark, value, StringComparison.Ordinal), $"place {place}, {value}") ? 1 : 0;
        }

        Assert.InRange(usable, 100, places * Values.Length);
    }

    public void Dispose() => _folder.Dispose();

    private bool IsRefused(byte[] bytes, string which)
    {
        var path = _folder.File("X.verified.json");
        File.WriteAllBytes(path, bytes);
        try
        {
            var read = BaselineFile.Read(path);
            Assert.True(read == null || BaselineFile.ToText(read) == Encoding.UTF8.GetString(Whole[3..]), $"{which} was read as something else");
            return false;
        }
        catch (InvalidBaselineException wrong)
        {
            Assert.DoesNotContain('\n', wrong.Message);
            return true;
        }
        catch (Exception other) when (other is not IAssertionException)
        {
            throw new InvalidOperationException($"{which}: {other.GetType()}: {Encoding.UTF8.GetString(bytes)}", other);
        }
    }

    private static bool IsUsable(string text, string which)
    {
        try
        {
            var baseline = BaselineFile.Parse(Resealed(text), "X.verified.json");
            var pair = new BaselinePair("e", "n", "/nowhere");
            baseline.ToComparison();
            _ = Acceptance.Problems(baseline, pair).ToList();
            BaselineDiff.Create(pair, baseline, BaselineSamples.Small);
            BaselineDiff.Create(pair, BaselineSamples.Small, baseline);
            Confirmations.Join(baseline, BaselineSamples.Small with { Sessions = [new BaselineSession("sha256:0c", DateTimeOffset.UnixEpoch, 4)] });
            return true;
        }
        catch (InvalidBaselineException)
        {
            return false;
        }
        catch (Exception other)
        {
            throw new InvalidOperationException($"{which}: {other.GetType()}: {text}", other);
        }
    }

    /// <summary>With the digest that its content has, where it has a content.</summary>
    private static string Resealed(string text)
    {
        try
        {
            return BaselineFile.ToText(JsonSerializer.Deserialize<Baseline>(text, Members)!);
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or NullReferenceException)
        {
            return text;
        }
    }

    private static byte[] Edited(Random random)
    {
        List<byte> bytes = [.. Whole];
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        IEnumerable<JsonNode?> members = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var member in members.OfType<JsonNode>().ToList())
        {
            yield return member;
            foreach (var below in Below(member))
            {
                yield return below;
            }
        }
    }
}
