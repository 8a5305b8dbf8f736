using TraceToll.Xunit;
using Xunit;

namespace TraceToll.Tests.Theories;

public class DiffToolTests
{
    [Theory]
    [InlineData(false, null, ":0", null, true)]
    [InlineData(false, null, null, "wayland-0", true)]
    [InlineData(false, "", ":0", null, true)]
    [InlineData(false, "false", ":0", null, true)]
    [InlineData(false, "False", ":0", null, true)]
    // Nobody sits at a machine without a screen.
    [InlineData(false, null, null, null, false)]
    [InlineData(false, null, "", "", false)]
    [InlineData(false, "true", ":0", "wayland-0", false)]
    [InlineData(false, "1", ":0", null, false)]
    [InlineData(true, null, ":0", "wayland-0", false)]
    [InlineData(true, "false", ":0", null, false)]
    public void Is_opened_where_somebody_would_see_it(bool buildServer, string? ci, string? display, string? wayland, bool expected)
    {
        var variables = new Dictionary<string, string?> { ["CI"] = ci, ["DISPLAY"] = display, ["WAYLAND_DISPLAY"] = wayland };

        Assert.Equal(expected, DiffTool.IsSeen(name => variables[name], buildServer));
    }
}
