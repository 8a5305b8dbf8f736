using TraceToll.Hosts;
using Xunit;

namespace TraceToll.Tests.Parsing;

public class TestbedTests
{
    [Fact]
    public void Is_known_by_name()
    {
        Assert.Same(Testbed.Loopback, Testbed.Parse("loopback"));
        Assert.Same(Testbed.Loopback, (Testbed)"loopback");
        Assert.Equal("loopback", $"{Testbed.Loopback}");
    }

    [Theory]
    [InlineData("the moon", "'the moon' is no testbed; known are loopback, containers, remote")]
    [InlineData("Loopback", "'Loopback' is no testbed; known are ")]
    [InlineData("", "'' is no testbed; known are ")]
    [InlineData("loopback,delay=1ms", "'loopback,delay=1ms' is no testbed: loopback takes no parameters")]
    public void Says_what_is_wrong_and_what_is_known(string name, string expected)
    {
        var wrong = Assert.Throws<FormatException>(() => Testbed.Parse(name));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }
}
