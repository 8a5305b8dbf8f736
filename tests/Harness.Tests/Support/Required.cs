using Xunit;

namespace TraceToll.Tests.Support;

/// <summary>What a test needs and a machine may lack: skipped with reason and remedy; failed where TRACETOLL_REQUIRE names it.</summary>
internal static class Required
{
    public static void Unless(bool present, string requirement, string reason)
    {
        var required = (Environment.GetEnvironmentVariable("TRACETOLL_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries);
        Assert.False(!present && required.Contains(requirement), $"TRACETOLL_REQUIRE names {requirement}, but {reason}");
        Skip.IfNot(present, reason);
    }
}
