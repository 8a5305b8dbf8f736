using TraceToll.Containers;
using TraceToll.Hosts;
using Xunit;

namespace TraceToll.Tests.Containers;

public class ContainersTestbedTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("cpus=0-1", "0-1", null)]
    [InlineData("cpus=0,2-3,5,memory=256m", "0,2-3,5", 256L << 20)]
    [InlineData("memory=1g,cpus=3", "3", 1L << 30)]
    [InlineData("memory=32768k", null, 32L << 20)]
    [InlineData("memory=2000000k", null, 2_000_000L << 10)]
    public void Parameters_are_read(string parameters, string? cpus, long? memoryBytes) =>
        Assert.Equal(new ContainerLimits(cpus, memoryBytes), ContainerLimits.Parse("containers", parameters));

    [Theory]
    [InlineData("containers,cpu=1", "'containers,cpu=1' is no testbed: 'cpu=1' is no parameter of containers; known are cpus=LIST and memory=SIZE")]
    [InlineData("containers,fast", "'containers,fast' is no testbed: 'fast' is no parameter of containers; known are cpus=LIST and memory=SIZE")]
    [InlineData("containers,cpus=", "'containers,cpus=' is no testbed: '' is no list of CPUs, such as 0-1 or 0,2")]
    [InlineData("containers,cpus=all", "'containers,cpus=all' is no testbed: 'all' is no list of CPUs, such as 0-1 or 0,2")]
    [InlineData("containers,cpus=1,cpus=2", "'containers,cpus=1,cpus=2' is no testbed: cpus is given twice")]
    [InlineData("containers,memory=lots", "'containers,memory=lots' is no testbed: 'lots' is no size of memory; allowed are 32m and more, such as 256m or 1g")]
    [InlineData("containers,memory=31m", "'containers,memory=31m' is no testbed: '31m' is no size of memory; allowed are 32m and more, such as 256m or 1g")]
    [InlineData("containers,memory=999999999g", "'containers,memory=999999999g' is no testbed: '999999999g' is no size of memory; allowed are 32m and more, such as 256m or 1g")]
    public void What_is_no_parameter_is_said_with_what_is(string name, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Testbed.Parse(name)).Message);

    [Fact]
    public void Is_found_by_its_name_and_keeps_it()
    {
        var testbed = Testbed.Parse("containers,cpus=0,2,memory=64m");

        Assert.IsType<ContainersTestbed>(testbed);
        Assert.Equal("containers,cpus=0,2,memory=64m", testbed.Name);
        Assert.Equal("docker", testbed.Requirement);
    }

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/etc/passwd")]
    public void An_agent_that_is_no_static_file_is_refused(string path)
    {
        var refusal = Assert.Throws<RigFailureException>(() => StaticAgent.Check(path));

        Assert.Equal($"the agent {path} is not one static file, and in a container there is nothing else", refusal.Message);
        Assert.Contains("lld", refusal.Remedy, StringComparison.Ordinal);
    }
}
