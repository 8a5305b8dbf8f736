using System.Diagnostics;
using TraceToll.Remote.Ssh;
using TraceToll.Tests.EndToEnd;

namespace TraceToll.Tests.Remote;

/// <summary>A real SSH agent that holds one key, for the tests of this process.</summary>
internal sealed class TestSshAgent : IDisposable
{
    private readonly Process _process;
    private readonly string? _before = Environment.GetEnvironmentVariable(SshKeys.AgentVariable);

    public TestSshAgent(string socket, string key)
    {
        _process = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        Environment.SetEnvironmentVariable(SshKeys.AgentVariable, socket);
        while (!File.Exists(socket) && ProcessTree.IsAlive(_process.Id))
        {
            Thread.Yield();
        }

        Shell.Run("ssh-add", "-q", key);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SshKeys.AgentVariable, _before);
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
