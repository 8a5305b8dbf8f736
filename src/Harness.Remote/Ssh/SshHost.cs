using System.Globalization;
using TraceToll.Hosts;
using TraceToll.Protocol;

namespace TraceToll.Remote.Ssh;

/// <summary>A host that is reached over SSH, with the agent on it.</summary>
/// <param name="connection">The connection.</param>
/// <param name="cache">Where files are brought to.</param>
/// <param name="agentPath">The agent there.</param>
/// <param name="sudo">Whether agents are started with sudo.</param>
internal sealed class SshHost(SshConnection connection, HostCache cache, string agentPath, bool sudo) : Host
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(5);

    public override string Name => connection.Entry.Host.ToString();

    public override Task<string> BringAsync(string path, CancellationToken cancellationToken) => cache.BringAsync(path, cancellationToken);

    public override async Task<AgentProcess> StartAgentAsync(string role, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // The shell becomes the agent, or sudo: nothing stands between it and the SSH server.
        var command = $"exec {Sudo}{ShellText.Quote([agentPath, .. arguments])}";
        AgentProcess? agent = null;
        agent = new AgentProcess(role, async (writeInput, output, error, kill) =>
        {
            await using var killing = kill.Register(() => _ = KillAsync(agent!.ProcessId));
            return await connection.RunAsync(command, (input, stop) => BeginAsync(input, writeInput, stop), output, error, kill);
        });
        try
        {
            await agent.ExpectAsync<Ready>(StartPatience, cancellationToken);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    private string Sudo => sudo ? SudoCheck.Prefix : "";

    // SSH.NET says nothing of the end of an input that had no beginning; agents do not mind empty lines.
    private static async Task BeginAsync(Stream input, Func<Stream, CancellationToken, Task> writeInput, CancellationToken stop)
    {
        await input.WriteAsync("\n"u8.ToArray(), stop);
        await writeInput(input, stop);
    }

    /// <summary>SSH's own signal reaches neither what sudo started nor an SSH server that knows none.</summary>
    private async Task KillAsync(int process)
    {
        if (process > 0)
        {
            try
            {
                await connection.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{Sudo}kill -9 {process}"), input: null, KillPatience, CancellationToken.None);
            }
            catch (RigFailureException)
            {
                // The connection is lost; the agent ends with it.
            }
        }
    }
}
