using System.Reflection;
using TraceToll.Hosts.Namespaces;

namespace TraceToll.Hosts;

/// <summary>Testbeds by name. Core references no package that makes one; those are looked up, by name alone.</summary>
internal static class KnownTestbeds
{
    // Its pairs are in its hosts file, not all alike.
    private const string WithPairsOfItsOwn = "remote";

    private static readonly Dictionary<string, Func<string, Testbed>> Ours = new()
    {
        [Testbed.Loopback.Name] = text => text == Testbed.Loopback.Name ? Testbed.Loopback : throw new FormatException($"'{text}' is no testbed: {Testbed.Loopback.Name} takes no parameters"),
        [NamespacesTestbed.Kind] = NamespacesTestbed.Parse,
    };

    private static readonly Dictionary<string, string> Satellites = new()
    {
        ["containers"] = "TraceToll.Containers",
        [WithPairsOfItsOwn] = "TraceToll.Remote",
    };

    /// <summary>What the text of a testbed begins with.</summary>
    public static IEnumerable<string> Kinds => Ours.Keys.Concat(Satellites.Keys);

    public static Testbed Parse(string text)
    {
        var (pairs, rest) = text.StartsWith(WithPairsOfItsOwn, StringComparison.Ordinal) ? (1, text) : FleetTestbed.Peel(text);
        return pairs == 1 ? ParseOne(text) : new FleetTestbed(text, [.. Enumerable.Range(0, pairs).Select(_ => ParseOne(rest))]);
    }

    private static Testbed ParseOne(string text)
    {
        var kind = text.Split(',')[0];
        return Ours.TryGetValue(kind, out var ours) ? ours(text)
            : Satellites.TryGetValue(kind, out var package) ? Find(kind, package)(text)
            : throw new FormatException($"'{text}' is no testbed{Nearest.Hint(kind, Kinds)}; known are {string.Join(", ", Kinds)}");
    }

    private static Func<string, Testbed> Find(string kind, string package)
    {
        var name = $"{package}.{char.ToUpperInvariant(kind[0])}{kind[1..]}Testbed";
        var type = Type.GetType($"{name}, {package}") ?? throw new FormatException($"the testbed {kind} is in the package {package}; reference it");
        return type.GetMethod(nameof(Testbed.Parse), BindingFlags.Public | BindingFlags.Static, [typeof(string)])?.CreateDelegate<Func<string, Testbed>>()
            ?? throw new FormatException($"the package {package} has no {name}.Parse(string); use packages of one version");
    }
}
