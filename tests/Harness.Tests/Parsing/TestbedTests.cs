using TraceToll.Hosts;
using TraceToll.Hosts.Namespaces;
using TraceToll.Tests.Support;
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
    [InlineData("namespaces", "netns")]
    [InlineData("namespaces,delay=1ms,jitter=100us,loss=1%", "netem")]
    [InlineData("namespaces,loss=0.5%", "netem")]
    [InlineData("namespaces,delay=0ms", "netns")]
    public void Keeps_the_name_it_is_given_and_says_what_it_needs(string name, string requirement)
    {
        using var other = new Culture("de-DE");

        var testbed = Testbed.Parse(name);

        Assert.Equal((name, requirement), (testbed.Name, testbed.Requirement));
        Assert.Equal(Testbed.Parse(name), testbed);
    }

    [Theory]
    [InlineData("the moon", "'the moon' is no testbed; known are loopback, namespaces, containers, remote")]
    [InlineData("Loopback", "'Loopback' is no testbed (did you mean loopback?); known are ")]
    [InlineData("", "'' is no testbed; known are ")]
    [InlineData("loopback,delay=1ms", "'loopback,delay=1ms' is no testbed: loopback takes no parameters")]
    [InlineData("namespaces,", "'' is nothing that namespaces know; allowed are delay=TIME (up to 1000ms), jitter=TIME (up to the delay) and loss=N% (up to 50%)")]
    [InlineData("namespaces,speed=1", "'speed=1' is nothing that namespaces know; allowed are ")]
    [InlineData("namespaces,delay=1ms=2", "'delay=1ms=2' is nothing that namespaces know")]
    [InlineData("namespaces,delay", "'' is no time; write a number and ns, us or ms")]
    [InlineData("namespaces,delay=1s", "'1s' is no time")]
    [InlineData("namespaces,delay=-1ms", "'-1ms' is no time")]
    [InlineData("namespaces,delay=1001ms", "'1001ms' is too long; allowed are delay=TIME (up to 1000ms)")]
    [InlineData("namespaces,delay=1ms,delay=2ms", "delay is given twice; allowed are ")]
    [InlineData("namespaces,jitter=1ms", "the jitter is more than the delay")]
    [InlineData("namespaces,delay=1ms,jitter=2ms", "the jitter is more than the delay, and no packet can come before it was sent; allowed are ")]
    [InlineData("namespaces,loss=1", "'1' is no share of packets to lose; allowed are ")]
    [InlineData("namespaces,loss=51%", "'51%' is no share of packets to lose")]
    [InlineData("namespaces,loss=-1%", "'-1%' is no share of packets to lose")]
    [InlineData("namespaces,loss=%", "'%' is no share of packets to lose")]
    public void Says_what_is_wrong_and_what_is_allowed(string name, string expected)
    {
        using var other = new Culture("de-DE");

        var wrong = Assert.Throws<FormatException>(() => Testbed.Parse(name));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delay=1ms", "netem limit 100000 delay 1000us")]
    [InlineData("delay=1.5us,jitter=500ns", "netem limit 100000 delay 1.5us 0.5us")]
    [InlineData("loss=0.25%", "netem limit 100000 loss 0.25%")]
    [InlineData("loss=1%,delay=10ms,jitter=10ms", "netem limit 100000 delay 10000us 10000us loss 1%")]
    public void Worsens_its_link_in_the_words_of_tc(string changes, string expected)
    {
        using var other = new Culture("de-DE");

        Assert.Equal(expected, string.Join(' ', LinkConditions.Parse(changes.Split(',')).NetemWords));
    }
}
