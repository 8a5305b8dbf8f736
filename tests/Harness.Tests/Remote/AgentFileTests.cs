using TraceToll.Hosts;
using TraceToll.Remote;
using TraceToll.Tests.Support;
using Xunit;

namespace TraceToll.Tests.Remote;

public sealed class AgentFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public void Ours_is_for_this_machine()
    {
        RemotePair.RequireStaticAgent();

        var agent = AgentFile.Read();

        Assert.Equal(Shell.Run("uname", "-m"), agent.Machine);
        Assert.Equal(Shell.Run("sha256sum", AgentBinary.Path).Split(' ')[0], agent.Hash);
        Assert.Equal($"tracetoll-agent-{agent.Hash[..16]}", agent.Name);
    }

    [Theory]
    [InlineData(62, "x86_64")]
    [InlineData(183, "aarch64")]
    [InlineData(8, "number 8")]
    public void The_machine_is_read_from_the_program(byte number, string machine)
    {
        byte[] header = [0x7f, (byte)'E', (byte)'L', (byte)'F', .. new byte[14], number, 0, 0, 0];
        File.WriteAllBytes(_folder.File("agent"), header);

        Assert.Equal(machine, AgentFile.Read(_folder.File("agent")).Machine);
    }

    [Fact]
    public void Another_architecture_is_refused()
    {
        var wrong = Assert.Throws<RigFailureException>(() => new AgentFile("agent", "hash", "x86_64").RequireMachine("the sender host me@192.0.2.1", "aarch64"));

        Assert.Equal("the sender host me@192.0.2.1 has a CPU of architecture aarch64, and this agent is for x86_64", wrong.Message);
        Assert.Contains("build TraceToll on a machine of architecture aarch64", wrong.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_program_is_refused()
    {
        File.WriteAllText(_folder.File("agent"), "#!/bin/sh\n");

        Assert.EndsWith("is no Linux program", Assert.Throws<RigFailureException>(() => AgentFile.Read(_folder.File("agent"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ordinary_build_is_refused()
    {
        File.WriteAllText(_folder.File("agent"), "");
        File.WriteAllText(_folder.File("agent.dll"), "");

        var wrong = Assert.Throws<RigFailureException>(() => AgentFile.Read(_folder.File("agent")));

        Assert.Contains("is an ordinary .NET build, which cannot be brought to hosts", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("gcc libc6-dev lld", wrong.Remedy, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
