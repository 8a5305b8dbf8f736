using TraceToll.Protocol;
using TraceToll.Recordings;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Files;

public class EnvironmentNameTests
{
    private static readonly HostFacts Host = Samples.Host with { Machine = "QEMU Standard PC", CpuModel = "AMD EPYC 7763 64-Core Processor", CpuCount = 2, Virtualisation = "kvm" };

    [Theory]
    [InlineData("lab-7")]
    [InlineData("a")]
    [InlineData("9.B_c-d")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Is_what_the_variable_says(string name)
    {
        Assert.Equal(name, Of(Host with { Machine = "Amazon EC2 c5n.xlarge" }, ("TRACETOLL_ENVIRONMENT", name), ("RUNNER_ENVIRONMENT", "github-hosted")));
        Assert.True(EnvironmentName.IsName(name));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData(".hidden")]
    [InlineData("-x")]
    [InlineData("ä")]
    [InlineData("a\n")]
    [InlineData(" ")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    public void Is_refused_where_no_folder_could_have_the_name(string name)
    {
        var wrong = Assert.Throws<RigFailureException>(() => Of(Host, ("TRACETOLL_ENVIRONMENT", name)));

        Assert.Equal($"TRACETOLL_ENVIRONMENT is '{name}', which is no name of an environment", wrong.Message);
        Assert.Equal("take letters, digits, dots, dashes and underscores, at most 64, the first one a letter or a digit", wrong.Remedy);
    }

    [Theory]
    [InlineData("Amazon EC2 c5n.xlarge", "ec2-c5n.xlarge")]
    [InlineData("Amazon EC2 m7i.metal-24xl", "ec2-m7i.metal-24xl")]
    // Not the name of an instance type.
    [InlineData("Amazon EC2 ", "amd-2-kvm")]
    [InlineData("Amazon EC2 a b", "amd-2-kvm")]
    [InlineData("Xen HVM domU", "amd-2-kvm")]
    [InlineData(null, "amd-2-kvm")]
    public void Is_the_instance_type_on_EC2(string? machine, string expected) => Assert.Equal(expected, Of(Host with { Machine = machine }));

    [Theory]
    [InlineData("github-hosted", "Ubuntu 24.04.3 LTS", "gha-ubuntu-24.04")]
    [InlineData("github-hosted", "Debian GNU/Linux 12 (bookworm)", "gha-debian-12")]
    [InlineData("github-hosted", "Arch Linux", "amd-2-kvm")]
    [InlineData("github-hosted", null, "amd-2-kvm")]
    [InlineData("self-hosted", "Ubuntu 24.04.3 LTS", "amd-2-kvm")]
    public void Is_the_distribution_on_runners_of_GitHub(string runner, string? system, string expected) =>
        Assert.Equal(expected, Of(Host with { OperatingSystem = system }, ("RUNNER_ENVIRONMENT", runner)));

    [Theory]
    [InlineData("AMD EPYC 7763 64-Core Processor", "x86_64", "kvm", "amd-2-kvm")]
    [InlineData("Intel(R) Xeon(R) Platinum 8124M CPU @ 3.00GHz", "x86_64", "microsoft", "intel-2-microsoft")]
    [InlineData("13th Gen Intel(R) Core(TM) i7-1370P", "x86_64", "none", "intel-2-metal")]
    [InlineData("Neoverse-N1", "aarch64", "none", "arm-2-metal")]
    [InlineData("(Zhaoxin) KX-6000", "x86_64", "xen", "zhaoxin-2-xen")]
    [InlineData("???", "x86_64", "xen", "unknown-2-xen")]
    // Where the model is not known.
    [InlineData(null, "aarch64", null, "arm-2-unknown")]
    [InlineData(null, "x86_64", "kvm", "unknown-2-kvm")]
    [InlineData("AMD EPYC", "x86_64", "", "amd-2-unknown")]
    [InlineData("AMD EPYC", "x86_64", "a b", "amd-2-unknown")]
    public void Is_vendor_CPUs_and_virtualisation_elsewhere(string? model, string architecture, string? virtualisation, string expected)
    {
        var name = Of(Host with { CpuModel = model, Architecture = architecture, Virtualisation = virtualisation });

        Assert.Equal(expected, name);
        Assert.True(EnvironmentName.IsName(name));
    }

    [Fact]
    public void Is_the_same_in_every_culture()
    {
        using var turkish = new Culture("tr-TR");

        Assert.Equal("invented-2-kvm", Of(Host with { CpuModel = "INVENTED CPU" }));
        Assert.Equal("gha-linux-1", Of(Host with { OperatingSystem = "LINUX 1" }, ("RUNNER_ENVIRONMENT", "github-hosted")));
    }

    private static string Of(HostFacts host, params (string Name, string Value)[] variables) =>
        EnvironmentName.Of(host, name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
