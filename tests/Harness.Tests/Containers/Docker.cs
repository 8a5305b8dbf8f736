using TraceToll.Hosts;
using TraceToll.Xunit;

namespace TraceToll.Tests.Containers;

/// <summary>Skips, or fails where it is required, when there is no engine here; eng/test.sh starts one.</summary>
internal static class Docker
{
    public static Testbed Testbed { get; } = Testbed.Parse("containers");

    public static async Task RequireAsync()
    {
        var missing = await Testbed.MissingAsync(CancellationToken.None);
        Requirements.Require(missing == null, "docker", missing ?? "");
    }
}
