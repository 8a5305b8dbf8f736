using TraceToll.Hosts;
using TraceToll.Xunit;

namespace TraceToll.Tests.Testbeds;

/// <summary>Skips, or fails where it is required, when a testbed cannot be opened here.</summary>
internal static class Present
{
    public static async Task RequireAsync(Testbed testbed)
    {
        var missing = await testbed.MissingAsync(CancellationToken.None);
        Requirements.Require(missing == null, testbed.Requirement!, missing ?? "");
    }
}
