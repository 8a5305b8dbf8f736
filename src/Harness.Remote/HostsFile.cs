using System.Text.Json;
using System.Text.Json.Serialization;

namespace TraceToll.Remote;

/// <summary>The two hosts of a remote testbed, from hosts.json. What it does not know it refuses: a member with a typo would be ignored otherwise.</summary>
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

    /// <summary>Where the sender runs.</summary>
    [JsonRequired]
    public required RemoteHost Sender { get; init; }

    /// <summary>Where the responder runs.</summary>
    [JsonRequired]
    public required RemoteHost Responder { get; init; }

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
            throw new RigFailureException($"the hosts cannot be read from {path}: {unreadable.Message}", $"name the file with {Variable}, or write {UsualName}; docs/testbeds.md has an example");
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
            var hosts = JsonSerializer.Deserialize<HostsFile>(text, Json) ?? throw new JsonException("it is null");
            hosts = hosts with { Path = System.IO.Path.GetFullPath(path) };
            HostValues.Require(hosts);
            return hosts;
        }
        catch (JsonException wrong)
        {
            throw HostsFileError.Explain(wrong, path);
        }
    }

    /// <summary>The text of a file with these hosts, as <see cref="Parse"/> reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    internal static RigFailureException Absent() => new(
        $"there is no {UsualName} here or in a folder above, and {Variable} names none",
        "write it (docs/testbeds.md has an example), or let 'tracetoll hosts up' make it");
}
