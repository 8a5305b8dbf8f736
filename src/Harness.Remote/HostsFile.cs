using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TraceToll.Hosts;

namespace TraceToll.Remote;

/// <summary>The two hosts of a remote testbed, or several such pairs, from hosts.json. What it does not know it refuses: a member with a typo would be ignored otherwise.</summary>
public sealed record HostsFile
{
    /// <summary>The file's usual name: looked for in the current folder and in those above it.</summary>
    public const string UsualName = "hosts.json";

    /// <summary>The environment variable that names another file.</summary>
    public const string Variable = "TRACETOLL_HOSTS";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    private List<HostsFile> _pairs = [];

    /// <summary>Where the sender runs.</summary>
    [JsonRequired]
    public required RemoteHost Sender { get; init; }

    /// <summary>Where the responder runs.</summary>
    [JsonRequired]
    public required RemoteHost Responder { get; init; }

    /// <summary>All pairs of the file, in its order, 1 to 1000; the first is also <see cref="Sender"/> and <see cref="Responder"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<HostsFile> Pairs => _pairs.Count > 0 ? _pairs : [this];

    /// <summary>The file that it was read from, absolute; a relative <see cref="RemoteHost.Key"/> begins at its folder.</summary>
    [JsonIgnore]
    public string Path { get; init; } = System.IO.Path.GetFullPath(UsualName);

    /// <summary>The file that is read when none is named: TRACETOLL_HOSTS, or the nearest hosts.json; null where there is neither.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return System.IO.Path.GetFullPath(named);
        }

        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder != null; folder = folder.Parent)
        {
            if (System.IO.Path.Combine(folder.FullName, UsualName) is var path && File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; null: what <see cref="Find"/> finds.</param>
    /// <exception cref="RigFailureException">It cannot be read, or something in it is unknown, missing or wrong.</exception>
    public static HostsFile Load(string? path = null)
    {
        path = path != null ? System.IO.Path.GetFullPath(path) : Find() ?? throw Absent();
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RigFailureException($"the hosts cannot be read from {path}: {unreadable.Message}",
                $"name the file with {Variable}, or write {UsualName}; docs/testbeds.md has an example");
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="RigFailureException">Something in it is unknown, missing or wrong.</exception>
    public static HostsFile Parse(string text, string path)
    {
        try
        {
            var file = System.IO.Path.GetFullPath(path);
            var hosts = HasPairs(text)
                ? Of(JsonSerializer.Deserialize<HostPairs>(text, Json)!, file)
                : (JsonSerializer.Deserialize<HostsFile>(text, Json) ?? throw new JsonException("it is null")) with { Path = file };
            HostValues.Require(hosts);
            return hosts;
        }
        catch (JsonException wrong)
        {
            throw HostsFileError.Explain(wrong, path);
        }
    }

    /// <summary>The text of a file with these hosts, as <see cref="Parse"/> reads it.</summary>
    public string ToJson() => (_pairs.Count > 0 ? JsonSerializer.Serialize(new HostPairs { Pairs = _pairs }, Json) : JsonSerializer.Serialize(this, Json)) + "\n";

    private static HostsFile Of(HostPairs file, string path)
    {
        List<HostsFile> pairs = [.. file.Pairs.Select(pair => (pair ?? throw new JsonException("a pair is null")) with { Path = path })];
        return pairs.Count is >= 1 and <= FleetTestbed.MostPairs
            ? pairs[0] with { _pairs = pairs }
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"it has {pairs.Count} pairs; allowed are 1 to {FleetTestbed.MostPairs}"));
    }

    // Only which of the two forms it has: what is wrong in it the form says.
    private static bool HasPairs(string text)
    {
        try
        {
            using var file = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return file.RootElement.ValueKind == JsonValueKind.Object && file.RootElement.TryGetProperty("pairs", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static RigFailureException Absent() => new(
        $"there is no {UsualName} here or in a folder above, and {Variable} names none",
        "write it (docs/testbeds.md has an example), or let 'tracetoll hosts up' make it");
}
