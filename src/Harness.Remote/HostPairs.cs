using System.Text.Json.Serialization;

namespace TraceToll.Remote;

/// <summary>The form of hosts.json with several pairs.</summary>
internal sealed record HostPairs
{
    [JsonRequired]
    public required IReadOnlyList<HostsFile> Pairs { get; init; }
}
