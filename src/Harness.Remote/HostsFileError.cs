using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TraceToll.Remote;

/// <summary>What is wrong with the text of hosts.json, in words that name line and member.</summary>
internal static partial class HostsFileError
{
    private const string HostMembers = "address, port, user, key, hostKey, privateAddress, sudo and cpus";
    private const string Remedy = "mend the file; docs/testbeds.md has an example";

    public static RigFailureException Explain(JsonException wrong, string path)
    {
        var place = wrong.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"{path}, line {line + 1}") : path;
        var member = Plain(wrong.Path);
        return new RigFailureException($"{place}: {What(wrong, member)}", Remedy);
    }

    // The serializer has one exception for everything, and tells the kinds apart in its words alone.
    private static string What(JsonException wrong, string member)
    {
        if (wrong.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return $"'{member}' is unknown; allowed are {Members(member)}";
        }

        if (wrong.Message.Contains("missing required", StringComparison.Ordinal))
        {
            var missing = string.Join(" and ", Quoted().Matches(wrong.Message[wrong.Message.IndexOf("including", StringComparison.Ordinal)..]).Select(each => each.Groups[1].Value));
            return $"{(member.Length == 0 ? "the file" : member)} has no {missing}";
        }

        if (wrong.Message.Contains("Duplicate", StringComparison.Ordinal))
        {
            return $"'{member}' is there twice";
        }

        if (wrong.Message.Contains("setting null", StringComparison.Ordinal))
        {
            return $"'{member}' is null; leave it out, or give it a value";
        }

        return member.Length > 0 && wrong.Message.Contains("could not be converted", StringComparison.Ordinal)
            ? $"'{member}' has a value of the wrong kind; port is a number, sudo is true or false, cpus is a list of numbers, all others are texts in quotes"
            : $"this is no hosts file: {Place().Replace(wrong.Message, "")}";
    }

    private static string Members(string member) => (Pair().Replace(member, "").Contains('.', StringComparison.Ordinal), Pair().IsMatch(member)) switch
    {
        (true, _) => HostMembers,
        (false, true) => "sender and responder",
        _ => "sender and responder, or pairs alone",
    };

    private static string Plain(string? path) => path is { Length: > 2 } ? path[2..] : "";

    [GeneratedRegex(@"^pairs\[\d+\]\.")]
    private static partial Regex Pair();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\.? (Path: \S+ \| )?LineNumber: .*$", RegexOptions.Singleline)]
    private static partial Regex Place();
}
