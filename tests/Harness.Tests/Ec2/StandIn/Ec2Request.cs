using System.Net;

namespace TraceToll.Tests.Ec2.StandIn;

/// <summary>A request of the EC2 query API: names and values, lists numbered from 1.</summary>
internal sealed class Ec2Request
{
    private readonly Dictionary<string, string> _values;

    private Ec2Request(Dictionary<string, string> values) => _values = values;

    public string Action => this["Action"]!;

    public string? this[string name] => _values.GetValueOrDefault(name);

    public static Ec2Request Parse(string body) => new(body.Split('&').Select(part => part.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair.ElementAtOrDefault(1) ?? "")));

    /// <summary>The values name.1, name.2, ...</summary>
    public IReadOnlyList<string> List(string name) => [.. Numbers(name).Select(number => _values[$"{name}.{number}"])];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters =>
        Numbers("Filter", ".Name").ToDictionary(number => _values[$"Filter.{number}.Name"], number => List($"Filter.{number}.Value"));

    /// <summary>The tags that the request gives to things of that type; empty when it gives none.</summary>
    public Dictionary<string, string> Tags(string type)
    {
        var tags = new Dictionary<string, string>();
        foreach (var each in Numbers("TagSpecification", ".ResourceType").Where(each => _values[$"TagSpecification.{each}.ResourceType"] == type))
        {
            var prefix = $"TagSpecification.{each}.Tag";
            foreach (var number in Numbers(prefix, ".Key"))
            {
                tags.Add(_values[$"{prefix}.{number}.Key"], _values[$"{prefix}.{number}.Value"]);
            }
        }

        return tags;
    }

    /// <summary>The same for two requests that ask for the same.</summary>
    public string Canonical => string.Join('&', _values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private IEnumerable<int> Numbers(string name, string suffix = "") => Enumerable.Range(1, 50).TakeWhile(number => _values.ContainsKey($"{name}.{number}{suffix}"));
}
