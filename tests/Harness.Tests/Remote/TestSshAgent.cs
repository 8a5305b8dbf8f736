using System.Diagnostics;
using TraceToll.Remote.Ssh;
using Xunit;

namespace TraceToll.Tests.Remote;

/// <summary>A real SSH agent that holds keys, for this process: its tests run beside no others.</summary>
internal sealed class TestSshAgent : IDisposable
{
    private readonly Process _process;
    private readonly string? _before = Environment.GetEnvironmentVariable(SshKeys.AgentVariable);

    public TestSshAgent(string socket, params string[] keys)
    {
        _process = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        Environment.SetEnvironmentVariable(SshKeys.AgentVariable, socket);
        try
        {
            var watch = Stopwatch.StartNew();
            while (!File.Exists(socket))
            {
                Assert.False(_process.WaitForExit(milliseconds: 1), $"ssh-agent has ended without making {socket}");
                Assert.True(watch.Elapsed < Support.Patience.Long, $"ssh-agent does not make {socket}");
            }

            Shell.Run("ssh-add", ["-q", .. keys]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SshKeys.AgentVariable, _before);
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
